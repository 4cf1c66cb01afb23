// Package policy holds automations against the access policies of real companies in
// simulation/testdata/policies: it plays each timed scenario in the simulation and
// compares what happened with what the policy expects, to the second.
//
// Crowds may be played in part, together with what their systems allow in a minute:
// see Play and scale.go.
//
// What is compared: how requests end, who is asked when and in which stage, what
// they answered, who holds what from when until when and why it ended, and who hears
// of what. More messages than expected are allowed; anything else that was not
// expected is a difference. Free text ("checks", "includes") is compared only where
// a named function knows how, see checks.go.
package policy
