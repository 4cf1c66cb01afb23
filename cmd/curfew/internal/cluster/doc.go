// Package cluster prepares an outside Temporal cluster for Curfew, and says what
// it lacks: the namespace, and the search attributes that workflows write.
package cluster
