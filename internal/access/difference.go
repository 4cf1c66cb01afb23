package access

import (
	"fmt"
	"slices"
	"time"
)

// DifferenceClass says how the ledger and an outside system disagree about a key.
type DifferenceClass string

// The classes of differences. Of the last four nothing is ours: they are written down
// for people, and nothing is done.
const (
	Missing  DifferenceClass = "missing"  // a lease wants it, and it is not there
	Overdue  DifferenceClass = "overdue"  // it is there, and its end is due and not confirmed
	Changed  DifferenceClass = "changed"  // a licence or a role is not what it should be
	Foreign  DifferenceClass = "foreign"  // it is there, and no lease explains it
	Standing DifferenceClass = "standing" // it was there before anything of ours
	ByRule   DifferenceClass = "by_rule"  // a group rule holds it, so that it is not ours to remove
	ByGroup  DifferenceClass = "by_group" // a group assignment holds it, so that it is not ours to remove
)

// groupRule is what Holding.Managed calls a rule; anything else it says is a group.
const groupRule = "group rule"

// Difference is what the ledger and an outside system disagree about.
type Difference struct {
	Class DifferenceClass `json:"class"`
	// Ours tells that the owner of the key has to put it right. What is not ours is
	// written down and never touched.
	Ours bool `json:"ours,omitempty"`
	// Returned tells that it was confirmed to be gone, and was given again since.
	Returned bool   `json:"returned,omitempty"`
	How      string `json:"how,omitempty"` // Holding.Managed
	Detail   string `json:"detail"`        // a sentence for people
}

// Classify holds what the ledger says of a key against what the outside system was
// seen to say at that moment, and reports whether they differ. The record's leases are
// those that are not settled; of a settled key they may be the last ones it had.
//
// A key whose baseline is not known was never given by us: nothing is, before the
// baseline is in the ledger.
func Classify(record KeyRecord, seen Holding, at time.Time) (Difference, bool) {
	wanted, wants := wanting(record, at)
	switch {
	case wants && !seen.Present:
		return Difference{
			Class: Missing, Ours: true, Detail: fmt.Sprintf("%s should be held until %s, and is not.", wanted.Label, moment(wanted.End())),
		}, true
	case !seen.Present:
		return Difference{}, false
	case wants:
		return changed(record, seen, at)
	default:
		return unwanted(record, seen, at)
	}
}

// unwanted is for what is held and no lease wants.
func unwanted(record KeyRecord, seen Holding, at time.Time) (Difference, bool) {
	due, ours := overdue(record, at)
	before := record.Baseline != nil && record.Baseline.Present && !wentAway(record)
	switch {
	case seen.Managed != "":
		return managed(record, seen), true
	case before && !record.Settled:
		if difference, differs := changed(record, seen, at); differs {
			return difference, true
		}
		return standing(), true
	case before:
		return standing(), true
	case ours:
		return Difference{
			Class: Overdue, Ours: true, Detail: fmt.Sprintf("%s ended at %s and is still held.", due.Label, moment(due.OverAt())),
		}, true
	}
	return foreign(record), true
}

func standing() Difference {
	return Difference{Class: Standing, Detail: "It was held before Curfew gave it, and stays."}
}

func managed(record KeyRecord, seen Holding) Difference {
	difference := Difference{Class: ByGroup, How: seen.Managed}
	if seen.Managed == groupRule {
		difference.Class = ByRule
	}
	difference.Detail = fmt.Sprintf("It is held through a %s, so that it is not Curfew's to take away.", seen.Managed)
	if lease, any := lastOf(record.Leases); any && lease.State.Over() {
		difference.Detail = fmt.Sprintf("%s ended at %s. It is still held through a %s, so that it is not Curfew's to take away.",
			lease.Label, moment(lease.EndedAt), seen.Managed)
	}
	return difference
}

// foreign is for what is held and nothing of ours explains.
func foreign(record KeyRecord) Difference {
	difference := Difference{Class: Foreign, Detail: "It is held, and nothing that Curfew gave explains it."}
	lease, any := lastOf(record.Leases)
	switch {
	case any && lease.State == Ended && (record.Baseline == nil || !record.Baseline.Present):
		difference.Returned = true
		difference.Detail = fmt.Sprintf("%s ended and was confirmed to be gone at %s. It was given again since, and not by Curfew.",
			lease.Label, moment(lease.ConfirmedAt))
	case wentAway(record):
		difference.Returned = true
		difference.Detail = "It was confirmed to be gone, and was given again since, and not by Curfew."
	}
	return difference
}

// wentAway reports whether the key was last read not to be held, after everything.
func wentAway(record KeyRecord) bool {
	return record.Settled && record.Applied != nil && !record.Applied.Present
}

// wanting is the lease with the latest end that wants the key at that moment, and
// whether there is one. What people are asked to give is not ours to look for yet.
func wanting(record KeyRecord, at time.Time) (latest Lease, any bool) {
	for _, lease := range record.Leases {
		if record.Settled || !lease.WantsAt(at) || lease.Waits(at) {
			continue
		}
		if !any || lease.End().After(latest.End()) {
			latest, any = lease, true
		}
	}
	return latest, any
}

// overdue is a lease whose right is over without a confirmation, and whether there is
// one that may have given what is held.
func overdue(record KeyRecord, at time.Time) (Lease, bool) {
	for _, lease := range record.Leases {
		over := lease.State == Ending || !lease.State.Over() && !at.Before(lease.End())
		mayHaveGiven := record.Baseline != nil || !lease.OpenedAt.IsZero() || lease.Hand != NoHand
		if over && mayHaveGiven && !record.Settled {
			return lease, true
		}
	}
	return Lease{}, false
}

// lastOf is the lease that ended last, else any.
func lastOf(leases []Lease) (last Lease, any bool) {
	for _, lease := range leases {
		if !any || lease.EndedAt.After(last.EndedAt) {
			last, any = lease, true
		}
	}
	return last, any
}

// changed compares the attributes that leases care about. A value is ours to put right
// where a lease wants more than is held, or where it is what a lease left behind.
// Anything else is somebody else's doing.
func changed(record KeyRecord, seen Holding, at time.Time) (Difference, bool) {
	var baseline Holding
	if record.Baseline != nil {
		baseline = *record.Baseline
	}
	want := Merge(baseline, record.Leases, at)
	difference, differs := Difference{}, false
	for _, name := range AttributeNames(record.Leases) {
		held, should := seen.Attributes[name], want.Attributes[name]
		if held == should {
			continue
		}
		ours := explains(record.Leases, name, held, should, at)
		if !differs || ours && !difference.Ours {
			difference.Class, difference.Ours = Changed, ours
			difference.Detail = fmt.Sprintf("The %s is %s and should be %s.", name, valueWord(held), valueWord(should))
			if !ours {
				difference.Detail += " No lease explains it, so it stays."
			}
		}
		differs = true
	}
	return difference, differs
}

// explains reports whether leases explain that a value differs from what it should be.
func explains(leases []Lease, name, held, should string, at time.Time) bool {
	return slices.ContainsFunc(leases, func(lease Lease) bool {
		return slices.ContainsFunc(lease.Attributes, func(wanted Attribute) bool {
			switch {
			case wanted.Name != name:
				return false
			case lease.WantsAt(at):
				return higher(wanted.Scale, held, wanted.Value) != held
			default:
				left := wanted.Value == held && !lease.OpenedAt.IsZero() && lease.State != Ended
				return left && higher(wanted.Scale, should, held) == held
			}
		})
	})
}

func valueWord(value string) string {
	if value == "" {
		return "not set"
	}
	return value
}

func moment(at time.Time) string { return at.UTC().Format("Mon 2 Jan 2006, 15:04:05 UTC") }
