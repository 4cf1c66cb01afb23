// Package providertest is the suite that every connector passes: what
// integrations.Provider promises, each promise a test by its name. A connector
// hands over a Harness, which shows the outside system past the connector and
// breaks it on demand.
package providertest
