package store

import "github.com/curfewhq/curfew/internal/access"

type findingRow struct {
	ID            string
	Key           string
	Connector     string
	Subject       string
	Resource      string
	PersonID      string
	EntitlementID string
	Class         string
	How           string
	Detail        string
	FirstSeen     instant `gorm:"column:first_seen_at"`
	LastSeen      instant `gorm:"column:last_seen_at"`
	State         string
	Resolution    string
	ResolvedBy    string
	Resolved      instant `gorm:"column:resolved_at"`
	Reason        string
	KeptUntil     instant
	LeaseID       string
	ListGroup     int64
	ListOrder     int64
}

func (findingRow) TableName() string { return "findings" }

// The groups of a list of findings.
const (
	findingsOpen = 0
	findingsKept = 1
	findingsDone = 2
)

func rowOfFinding(finding access.Finding) findingRow {
	group := int64(findingsDone)
	switch finding.State {
	case access.FindingOpen:
		group = findingsOpen
	case access.FindingKept:
		group = findingsKept
	}
	return findingRow{
		ID:            finding.ID,
		Key:           finding.Key.String(),
		Connector:     finding.Key.Connector,
		Subject:       finding.Key.Subject,
		Resource:      finding.Key.Resource,
		PersonID:      finding.PersonID,
		EntitlementID: finding.EntitlementID,
		Class:         string(finding.Class),
		How:           finding.How,
		Detail:        finding.Detail,
		FirstSeen:     on(finding.FirstSeenAt),
		LastSeen:      on(finding.LastSeenAt),
		State:         string(finding.State),
		Resolution:    string(finding.Resolution),
		ResolvedBy:    finding.ResolvedBy,
		Resolved:      on(finding.ResolvedAt),
		Reason:        finding.Reason,
		KeptUntil:     on(finding.KeptUntil),
		LeaseID:       finding.LeaseID,
		ListGroup:     group,
		ListOrder:     -finding.FirstSeenAt.UnixMicro(),
	}
}

func (r findingRow) finding() access.Finding {
	return access.Finding{
		ID:            r.ID,
		Key:           access.Key{Connector: r.Connector, Subject: r.Subject, Resource: r.Resource},
		PersonID:      r.PersonID,
		EntitlementID: r.EntitlementID,
		Class:         access.DifferenceClass(r.Class),
		How:           r.How,
		Detail:        r.Detail,
		FirstSeenAt:   r.FirstSeen.at,
		LastSeenAt:    r.LastSeen.at,
		State:         access.FindingState(r.State),
		Resolution:    access.Resolution(r.Resolution),
		ResolvedBy:    r.ResolvedBy,
		ResolvedAt:    r.Resolved.at,
		Reason:        r.Reason,
		KeptUntil:     r.KeptUntil.at,
		LeaseID:       r.LeaseID,
	}
}

func (r findingRow) place() place {
	return place{Group: r.ListGroup, Order: r.ListOrder, ID: r.ID}
}
