// Package wiring makes the parts of the product out of a configuration and puts
// them together: the record, the connection to Temporal, the connector, the API
// server and the worker. Which of them a process has is its command's choice.
package wiring
