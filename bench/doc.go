// Command bench measures what Curfew's promises cost: one request against a
// workflow that somebody wrote by hand for the same calls, and thousands of people
// who hold something at the same time. It starts Temporal and a worker as processes
// of their own, so that each can be weighed by itself.
//
// The ratios count; the figures are those of one machine on one day. `make bench`
// runs it, and docs/bench.md says what it found.
package main
