package activities

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// town is everything that a reconciliation compares, in memory, for one resource: the
// ledger, the outside system with a listing that may lag, the owners, the requests.
type town struct {
	*directory
	now      time.Time
	records  map[string]access.KeyRecord // by subject
	findings []access.Finding
	look     access.ResourceLook
	requests []access.Request
	over     []access.Lease
	reminded []string
	lost     []access.Request
	messages []access.Message

	outside  map[string]access.Holding // by subject
	listing  map[string]access.Holding
	pageSize int
	pages    []string // cursors that were asked for
	reads    []string // subjects that were read back
	reading  func(subject string) error
	gone     bool // there is no such resource

	running map[string]bool        // owners by subject, requests by id
	shows   map[string][]OwnerSeen // by owners, by subject
	told    []string               // "subject: why"
}

const resource = "group/1"

func newTown() *town {
	return &town{
		directory: company(), now: noon, records: map[string]access.KeyRecord{}, pageSize: 2, running: map[string]bool{}, shows: map[string][]OwnerSeen{},
		outside: map[string]access.Holding{}, listing: map[string]access.Holding{},
	}
}

func keyOf(subject string) access.Key {
	return access.Key{Connector: "okta", Subject: subject, Resource: resource}
}

// holds puts somebody into the outside system and its listing.
func (w *town) holds(subject string) {
	w.outside[subject], w.listing[subject] = access.Holding{Present: true}, access.Holding{Present: true}
}

// given is a record with a lease of Jira that ends so much later.
func (w *town) given(subject string, state access.LeaseState, length time.Duration) access.KeyRecord {
	lease := access.Lease{
		ID: "l-" + subject, RequestID: "r-" + subject, PersonID: subject, Label: "Jira / User for " + subject, Key: keyOf(subject), State: state,
		From: w.now.Add(-time.Hour), OpenedAt: w.now.Add(-time.Hour), GiveUp: w.now.Add(length), Ends: w.now.Add(length), HardEnd: w.now.Add(length),
	}
	if state.Over() {
		lease.EndedAt, lease.ConfirmedAt = lease.Ends, lease.Ends
	}
	record := access.KeyRecord{Key: keyOf(subject), Seq: 1, Baseline: &access.Holding{}, Leases: []access.Lease{lease}}
	if state == access.Ended {
		record.Settled, record.Applied = true, &access.Holding{}
	}
	w.records[subject] = record
	return record
}

func (w *town) LoadKey(_ context.Context, key access.Key) (access.KeyRecord, error) {
	record, known := w.records[key.Subject]
	if !known {
		return access.KeyRecord{Key: key, Settled: true}, nil
	}
	return record, nil
}

func (w *town) UnsettledKeys(_ context.Context, _, after string, limit int) (found []access.KeyRecord, err error) {
	for _, subject := range slices.Sorted(maps.Keys(w.records)) {
		if record := w.records[subject]; !record.Settled && record.Key.String() > after && len(found) < limit {
			found = append(found, record)
		}
	}
	return found, nil
}

func (w *town) KeysOf(_ context.Context, _, _ string, subjects []string) (found []access.KeyRecord, err error) {
	for _, subject := range slices.Sorted(maps.Keys(w.records)) {
		record := w.records[subject]
		if subjects == nil && !record.Settled || slices.Contains(subjects, subject) {
			record.Leases = slices.Clone(record.Leases)
			found = append(found, record)
		}
	}
	return found, nil
}

func (w *town) ResourcesOf(context.Context, string) ([]string, error) { return []string{resource}, nil }

func (w *town) ResourceLook(context.Context, string, string) (access.ResourceLook, error) {
	return w.look, nil
}

func (w *town) SaveResourceLook(_ context.Context, _, _ string, look access.ResourceLook) error {
	w.look = look
	return nil
}

func (w *town) EntitlementsAt(context.Context, string, string) ([]access.Entitlement, error) {
	return []access.Entitlement{{ID: "jira/user"}}, nil
}

func (w *town) PersonByAccount(_ context.Context, _, subject string) (access.Person, bool, error) {
	return access.Person{ID: "person " + subject}, true, nil
}

func (w *town) LiveFindings(context.Context, string, string) (live []access.Finding, err error) {
	for _, finding := range w.findings {
		if finding.State.Live() {
			live = append(live, finding)
		}
	}
	return live, nil
}

func (w *town) SeeFinding(_ context.Context, seen access.Finding) (bool, error) {
	for i, finding := range w.findings {
		if finding.State.Live() && finding.Key == seen.Key && finding.Class == seen.Class {
			w.findings[i].LastSeenAt = seen.LastSeenAt
			return false, nil
		}
	}
	w.findings = append(w.findings, seen)
	return true, nil
}

func (w *town) TouchFindings(_ context.Context, ids []string, at time.Time) error {
	for i, finding := range w.findings {
		if slices.Contains(ids, finding.ID) {
			w.findings[i].LastSeenAt = at
		}
	}
	return nil
}

func (w *town) ForgetFindings(_ context.Context, key access.Key, still access.DifferenceClass) (gone int, err error) {
	for i, finding := range w.findings {
		if finding.State.Live() && finding.Key == key && finding.Class != still {
			w.findings[i].State = access.FindingGone
			gone++
		}
	}
	return gone, nil
}

func (w *town) ReopenFindings(_ context.Context, _ string, _ time.Time, tell []string) (int, error) {
	return len(tell), nil
}

func (w *town) RequestsAtWork(_ context.Context, _ string, before time.Time, after string, _ int) (found []access.Request, err error) {
	for _, request := range w.requests {
		if request.CreatedAt.Before(before) && request.ID > after {
			found = append(found, request)
		}
	}
	return found, nil
}

func (w *town) LeasesOver(_ context.Context, request access.Request, before time.Time) (over []access.Lease, err error) {
	for _, lease := range w.over {
		if lease.RequestID == request.ID && lease.ConfirmedAt.Before(before) {
			over = append(over, lease)
		}
	}
	return over, nil
}

func (w *town) TellLease(_ context.Context, lease access.Lease) error {
	w.reminded = append(w.reminded, lease.ID)
	return nil
}

func (w *town) LoseRequest(_ context.Context, lost access.Request, messages []access.Message, _ access.AuditLine) (bool, error) {
	w.lost, w.messages = append(w.lost, lost), append(w.messages, messages...)
	return true, nil
}

func (w *town) SaveReconciliation(context.Context, access.Reconciliation) error { return nil }

// try looks once, from where an earlier attempt stopped, and says how far it came.
func try(w *town, provider integrations.Provider, from *progress) (access.ReconciliationCounts, progress, error) {
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	work := &InventoryWork{Provider: provider, Books: w, Runs: w, Clock: func() time.Time { return w.now }}
	env.RegisterActivity(work)
	var came progress
	env.SetOnActivityHeartbeatListener(func(_ *activity.Info, details converter.EncodedValues) { _ = details.Get(&came) })
	if from != nil {
		env.SetHeartbeatDetails(*from)
	}
	answer, err := env.ExecuteActivity(work.LookAtResource, ResourceInput{Connector: "okta", Resource: resource})
	var counts access.ReconciliationCounts
	if err == nil {
		err = answer.Get(&counts)
	}
	return counts, came, err
}

// compared is a look that succeeds, a second later.
func (w *town) compared(t testing.TB) access.ReconciliationCounts {
	t.Helper()
	w.now = w.now.Add(time.Second)
	counts, _, err := try(w, lister{w}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// found is the live findings, sorted.
func (w *town) found() string {
	var found []string
	for _, finding := range w.findings {
		if finding.State.Live() {
			found = append(found, finding.Key.Subject+" "+string(finding.Class))
		}
	}
	slices.Sort(found)
	return fmt.Sprint(found)
}
