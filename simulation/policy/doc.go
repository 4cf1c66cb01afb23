// Package policy holds automations against the access policies of real companies in
// simulation/testdata/policies: it plays each timed scenario in the simulation and
// compares what happened with what the policy expects, to the second.
//
// Crowds may be played in part, together with what their systems allow in a minute:
// see Play and scale.go.
//
// What is compared: how requests end, who is asked when and in which stage, what
// they answered, who holds what from when until when and why it ended, and who hears
// of what, in which words. More messages than expected are allowed; anything else
// that was not expected is a difference.
//
// Every word of the cases counts. A key that is not known cannot be read (expected.go),
// one that is not compared stands in a list with the reason (keys.go), and so does a
// detail of an input that is not read. A sentence is held by a function of its own
// (checks_*.go) or stands in a list (checks_later.go). The tests put another value in
// the place of everything that is expected, and see that it is noticed.
package policy
