// Package deploy holds docker-compose.yml to what the programs know: it has no code,
// only tests, which load the file as Docker Compose would.
package deploy
