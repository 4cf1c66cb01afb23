// Package windows says when access may be open: one interval of time, a series of
// windows by an RFC 5545 rule, or the business hours of a calendar. It turns wall
// clocks in a time zone into instants, and says in words where a clock change makes
// an hour odd.
//
// Everything here is a pure function of its arguments and of the zone data (the
// machine's, or else the data built into the program): nothing reads a clock, so a
// workflow may call it. What a workflow goes on to rely on it should keep as
// instants, because zone data changes when governments change their minds.
//
// The types are written into stored plans, as JSON. Fields may be added, never
// renamed or removed.
package windows
