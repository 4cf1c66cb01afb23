// Package oktasim is an Okta organisation in one process: the part of Okta's
// Management API that Curfew calls, answered over HTTP as Okta answers it, so
// that `curfew dev` and the tests speak to it exactly as to the real one.
//
// It owns the people, groups, group rules, applications and assignments of one
// organisation, in memory or in one file, and what Okta does with them: rules
// fill groups, groups assign applications, deactivated people refuse new
// assignments. It counts rate limits per minute, keeps a System Log, records
// every call, and misbehaves on demand (see Fault): slow, limited, failing, with
// its connection lost before or after the effect, or with an effect that lands
// later than the caller believes. Its lists of members and holders can be made to
// follow later than they do (see Sim.Lag).
//
// It is a tool for development and tests. The token is checked, but nothing else
// makes it fit to be reachable from outside this machine.
package oktasim
