// Package worker puts workflows and activities to work: which queue runs what,
// with which limits, and the relay that starts what the API left behind.
package worker
