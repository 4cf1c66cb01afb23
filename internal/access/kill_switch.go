package access

import (
	"fmt"
	"time"
)

// KillScope is what a kill switch ends everything of.
type KillScope string

// The scopes of kill switches.
const (
	KillPerson      KillScope = "person"
	KillEntitlement KillScope = "entitlement"
	KillConnector   KillScope = "connector"
	KillAutomation  KillScope = "automation"
)

// KillSwitch ends everything of its scope now, and lets nothing of it begin until
// it is lifted. Lifting brings nothing back.
type KillSwitch struct {
	ID     string    `json:"id"` // made by whoever throws it; the same id is the same switch
	Scope  KillScope `json:"scope"`
	Ref    string    `json:"ref"`   // the person's or the entitlement's id, the connector's or the automation's name
	Label  string    `json:"label"` // that as people say it
	Reason string    `json:"reason"`
	By     string    `json:"by"` // a person's id
	At     time.Time `json:"at"`
	// DoneAt is when all of it was confirmed to be gone.
	DoneAt    time.Time `json:"done_at,omitzero"`
	LiftedAt  time.Time `json:"lifted_at,omitzero"`
	LiftedBy  string    `json:"lifted_by,omitempty"`
	LiftedWhy string    `json:"lifted_why,omitempty"`
}

// Stake is what a kill switch has to know of something that is held or asked for.
type Stake struct {
	PersonID      string
	EntitlementID string
	Connector     string
	Automation    string
}

// Stands reports whether it still blocks.
func (k KillSwitch) Stands() bool { return k.LiftedAt.IsZero() }

// Covers reports whether the switch is about that, standing or not.
func (k KillSwitch) Covers(stake Stake) bool {
	switch k.Scope {
	case KillPerson:
		return k.Ref == stake.PersonID
	case KillEntitlement:
		return k.Ref == stake.EntitlementID
	case KillConnector:
		return k.Ref == stake.Connector
	case KillAutomation:
		return k.Ref == stake.Automation
	default:
		return false
	}
}

// What is what it ends, in words.
func (k KillSwitch) What() string {
	switch k.Scope {
	case KillPerson:
		return "everything that " + k.Label + " holds"
	case KillEntitlement:
		return "every access to " + k.Label
	case KillConnector:
		return "every access in " + k.Label
	default:
		return "everything given by " + k.Label
	}
}

// WhyNot says why nothing is given that it covers.
func (k KillSwitch) WhyNot() string {
	return fmt.Sprintf("A kill switch ends %s since %s, and nothing is given until it is lifted: %s",
		k.What(), k.At.UTC().Format("Mon 2 Jan 2006, 15:04 UTC"), k.Reason)
}

// WhyBlocked is why the first of the switches that stands and covers the stake
// gives nothing; empty where none does.
func WhyBlocked(switches []KillSwitch, stake Stake) string {
	for _, each := range switches {
		if each.Stands() && each.Covers(stake) {
			return each.WhyNot()
		}
	}
	return ""
}

// KillReach is how much a kill switch would end.
type KillReach struct {
	People   int `json:"people"`
	Leases   int `json:"leases"`
	Requests int `json:"requests"`
}

// KillProgress is how far a kill switch has come, as the ledger has it.
type KillProgress struct {
	Leases    int `json:"leases"`    // all that it covers
	Ending    int `json:"ending"`    // whose right is over, and that are not confirmed yet
	Confirmed int `json:"confirmed"` // that the outside system was read not to hold any more
	Late      int `json:"late"`      // that are not confirmed a minute after they should have ended
	// Direct is how many of all somebody ended directly, past the runs that own them.
	Direct int `json:"direct,omitempty"`
	// Requests is how many requests it stops, and Told how many of them know.
	Requests int `json:"requests"`
	Told     int `json:"told"`
	// Stragglers are some of those not confirmed: first those that are not over yet,
	// then those that are over the longest.
	Stragglers []KillStraggler `json:"stragglers,omitempty"`
}

// Done reports whether nothing is left to do.
func (p KillProgress) Done() bool { return p.Confirmed == p.Leases && p.Told == p.Requests }

// Unreached is how many are told next: leases that are not over, and requests that
// do not know.
func (p KillProgress) Unreached() int {
	return p.Leases - p.Ending - p.Confirmed + p.Requests - p.Told
}

// KillStraggler is one lease that is not confirmed to be gone.
type KillStraggler struct {
	LeaseID       string     `json:"lease_id"`
	PersonID      string     `json:"person_id"`
	EntitlementID string     `json:"entitlement_id"`
	Label         string     `json:"label"`
	State         LeaseState `json:"state"`
	DueAt         time.Time  `json:"due_at"` // when its right was over, or has to be
	// Why is what is in the way, in a sentence.
	Why string `json:"why"`
}
