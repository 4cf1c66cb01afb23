package store

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

type leaseRow struct {
	ID            string
	RequestID     string
	PersonID      string
	EntitlementID string
	Label         string
	Key           string
	Attributes    document[[]access.Attribute]
	From          instant `gorm:"column:from_at"`
	GiveUp        instant `gorm:"column:give_up_at"`
	DurationNS    int64   `gorm:"column:duration_ns"`
	Ends          instant `gorm:"column:ends_at"`
	HardEnd       instant `gorm:"column:hard_end_at"`
	Cap           string
	Seats         int
	Apart         document[[]string]
	Urgent        bool
	Outlives      bool
	ByHand        instant `gorm:"column:by_hand_at"`
	Hand          string
	State         string
	Rev           int
	Opened        instant `gorm:"column:opened_at"`
	Ended         instant `gorm:"column:ended_at"`
	Issued        instant `gorm:"column:issued_at"`
	Confirmed     instant `gorm:"column:confirmed_at"`
	EndReason     string
	EndedBy       string
	Note          string
	Shares        bool
	Holds         string
	Settled       bool // nothing of it is left outside; LoadKey does not return it any more
	ListGroup     int64
	ListOrder     int64
	Timing        leaseTiming `gorm:"embedded"`
}

func (leaseRow) TableName() string { return "leases" }

// The groups of a list of leases: what still needs to end, and what has.
const (
	leasesLive = 0
	leasesOver = 1
)

func rowOfLease(lease access.Lease) leaseRow {
	group, order := leasePlace(lease)
	return leaseRow{
		ID:            lease.ID,
		RequestID:     lease.RequestID,
		PersonID:      lease.PersonID,
		EntitlementID: lease.EntitlementID,
		Label:         lease.Label,
		Key:           lease.Key.String(),
		Attributes:    documentOf(lease.Attributes),
		From:          on(lease.From),
		GiveUp:        on(lease.GiveUp),
		DurationNS:    int64(lease.Duration),
		Ends:          on(lease.Ends),
		HardEnd:       on(lease.HardEnd),
		Cap:           string(lease.Cap),
		Seats:         lease.Seats,
		Apart:         documentOf(lease.Apart),
		Urgent:        lease.Urgent,
		Outlives:      lease.Outlives,
		ByHand:        on(lease.ByHandAt),
		Hand:          string(lease.Hand),
		State:         string(lease.State),
		Rev:           lease.Rev,
		Opened:        on(lease.OpenedAt),
		Ended:         on(lease.EndedAt),
		Issued:        on(lease.IssuedAt),
		Confirmed:     on(lease.ConfirmedAt),
		EndReason:     string(lease.EndReason),
		EndedBy:       lease.EndedBy,
		Note:          lease.Note,
		Shares:        lease.Shares,
		Holds:         lease.Holds,
		ListGroup:     group,
		ListOrder:     order,
		Timing:        timingOf(lease),
	}
}

func (r leaseRow) lease() access.Lease {
	key, _ := access.ParseKey(r.Key) // written by rowOfLease from a key that was checked
	return access.Lease{
		ID:            r.ID,
		RequestID:     r.RequestID,
		PersonID:      r.PersonID,
		EntitlementID: r.EntitlementID,
		Label:         r.Label,
		Key:           key,
		Attributes:    r.Attributes.v,
		From:          r.From.at,
		GiveUp:        r.GiveUp.at,
		Duration:      time.Duration(r.DurationNS),
		Ends:          r.Ends.at,
		HardEnd:       r.HardEnd.at,
		Cap:           access.EndReason(r.Cap),
		Seats:         r.Seats,
		Apart:         r.Apart.v,
		Urgent:        r.Urgent,
		Outlives:      r.Outlives,
		ByHandAt:      r.ByHand.at,
		Hand:          access.Hand(r.Hand),
		State:         access.LeaseState(r.State),
		Rev:           r.Rev,
		OpenedAt:      r.Opened.at,
		EndedAt:       r.Ended.at,
		IssuedAt:      r.Issued.at,
		ConfirmedAt:   r.Confirmed.at,
		EndReason:     access.EndReason(r.EndReason),
		EndedBy:       r.EndedBy,
		Note:          r.Note,
		Shares:        r.Shares,
		Holds:         r.Holds,
	}
}

// leasePlace is where a lease stands in lists: live ones by their end, then those
// that are over, newest first.
func leasePlace(lease access.Lease) (group, order int64) {
	if lease.State.Rank() < access.Ended.Rank() {
		return leasesLive, lease.End().UnixMicro()
	}
	if lease.EndedAt.IsZero() {
		return leasesOver, -lease.From.UnixMicro() // refused before it was anything
	}
	return leasesOver, -lease.EndedAt.UnixMicro()
}
