// Package seed is what a new house begins with: a catalogue of five apps and
// something to try out, the automations that give them, and who is admin and
// auditor. Everything is named as people name it, by login, group and label, and
// looked up in the Okta organisation at hand; what that organisation does not
// have is left out and said.
//
// Seeding again changes nothing. An automation that somebody has published
// themselves or has retired is theirs from then on; so are the limits of an
// entitlement that somebody has set, and whether it is retired.
package seed
