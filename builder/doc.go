// Package builder is the language: definitions that admins draw, the checks that
// prove them safe before they can be published, and the compiler that turns them
// into the plans that workflows run. It knows nothing of Temporal, of databases or
// of outside systems.
package builder
