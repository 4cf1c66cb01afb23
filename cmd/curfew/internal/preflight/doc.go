// Package preflight tells before an upgrade whether the runs that are open in a
// namespace would go on in this binary: it replays what they did so far with the
// workflows that this binary would run, and changes nothing.
package preflight
