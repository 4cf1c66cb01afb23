// Package workflows is the deterministic code: AccessRequest, which runs an
// automation's plan for one request, EntitlementAccess, which owns one person's
// access to one thing and is alone in changing an outside system, Leaver, which
// tells what became of everything that somebody had who left, and KillSwitch, which
// has everything ended that a kill switch covers.
//
// AccessRequest may be wrong, cancelled or terminated without harm: a lease
// carries its own hard end, and the owner of the key ends it. Everything that
// touches the world is an activity (package activities).
package workflows
