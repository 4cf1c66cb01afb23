// Package metrics tells Prometheus how well the promise is kept. What is known of the
// ledger is read from it at a scrape, so that it is right after a restart and with any
// number of workers, each of which tells the same; what a process tried itself it
// counts by itself. docs/metrics.md lists them all.
package metrics
