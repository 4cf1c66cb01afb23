// Package words says times and durations as people do, and lays out tables, for
// the command line.
package words
