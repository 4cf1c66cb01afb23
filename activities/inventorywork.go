package activities

import (
	"context"
	"errors"
	"slices"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// InventoryWork compares what an outside system says with the ledger. It changes
// nothing outside: what is ours is for the owner of the key to put right, and what is
// not is written down. It runs as an ordinary activity on the connector's queue.
type InventoryWork struct {
	Provider integrations.Provider
	Books    Books
	Runs     Runs
	Clock    func() time.Time
}

// ResourceInput names what is compared.
type ResourceInput struct {
	Connector string `json:"connector"`
	Resource  string `json:"resource"`
}

const (
	// mostReads is how many people are read one by one in a look at a resource; the
	// next look goes on after them.
	mostReads = 200
	// callTime is how long one call of a look may take.
	callTime = 20 * time.Second
)

// LookAtResource holds everybody who holds a resource against the ledger. A connector
// that cannot list them is asked for those of whom the ledger knows.
func (w *InventoryWork) LookAtResource(ctx context.Context, in ResourceInput) (access.ReconciliationCounts, error) {
	ctx = integrations.WithUrgency(ctx, integrations.Import)
	l := &look{InventoryWork: w, in: in}
	err := l.run(ctx)
	var refusal *access.Refusal
	switch {
	case err == nil:
		return l.done.Counts, nil
	case errors.As(err, &refusal):
		return l.done.Counts, applicationError(err)
	}
	return l.done.Counts, providerError(err, w.Clock())
}

// progress is how far a look has come; the next attempt goes on there.
type progress struct {
	Began  time.Time                   `json:"began"`
	Cursor string                      `json:"cursor"`
	Listed bool                        `json:"listed"` // to the end
	Seen   []string                    `json:"seen,omitempty"`
	Counts access.ReconciliationCounts `json:"counts"`
}

// look is one look at one resource.
type look struct {
	*InventoryWork
	in   ResourceInput
	done progress

	earlier      access.ResourceLook
	entitlements []access.Entitlement
	names        []string                    // attributes that anybody cares about
	live         map[string][]access.Finding // by subject
	waiting      map[string]access.KeyRecord // of whom something is known and nothing was seen yet
	reads        int
	short        bool     // not everybody could be read
	again        []string // findings that are seen again as they were
}

func (l *look) run(ctx context.Context) error {
	if err := l.prepare(ctx); err != nil {
		return err
	}
	inventory, lists := l.Provider.(integrations.Inventory)
	if lists && !l.done.Listed {
		if err := l.list(ctx, inventory); err != nil {
			return err
		}
	}
	if err := l.readOthers(ctx, lists); err != nil {
		return err
	}
	if lists && !l.short {
		l.earlier.Last = l.Clock().UTC()
		if l.earlier.First.IsZero() {
			l.earlier.First = l.earlier.Last
		}
	}
	return l.Books.SaveResourceLook(ctx, l.in.Connector, l.in.Resource, l.earlier)
}

func (l *look) prepare(ctx context.Context) (err error) {
	if activity.HasHeartbeatDetails(ctx) && activity.GetHeartbeatDetails(ctx, &l.done) != nil {
		l.done = progress{}
	}
	if l.done.Began.IsZero() {
		l.done.Began = l.Clock().UTC().Truncate(time.Microsecond) // as it will be read back
	}
	if l.earlier, err = l.Books.ResourceLook(ctx, l.in.Connector, l.in.Resource); err != nil {
		return err
	}
	if l.entitlements, err = l.Books.EntitlementsAt(ctx, l.in.Connector, l.in.Resource); err != nil {
		return err
	}
	unsettled, err := l.Books.KeysOf(ctx, l.in.Connector, l.in.Resource, nil)
	if err != nil {
		return err
	}
	findings, err := l.Books.LiveFindings(ctx, l.in.Connector, l.in.Resource)
	if err != nil {
		return err
	}
	l.live, l.waiting = map[string][]access.Finding{}, map[string]access.KeyRecord{}
	for _, finding := range findings {
		l.live[finding.Key.Subject] = append(l.live[finding.Key.Subject], finding)
		if finding.LastSeenAt.Before(l.done.Began) {
			l.waiting[finding.Key.Subject] = l.untouched(finding.Key.Subject)
		}
	}
	for _, record := range unsettled {
		l.waiting[record.Key.Subject] = record
		l.names = append(l.names, access.AttributeNames(record.Leases)...)
	}
	for _, subject := range l.done.Seen {
		delete(l.waiting, subject)
	}
	for _, entitlement := range l.entitlements {
		for _, attribute := range entitlement.Target.Attributes {
			l.names = append(l.names, attribute.Name)
		}
	}
	slices.Sort(l.names)
	l.names = slices.Compact(l.names)
	return nil
}

// list reads page after page of who holds the resource.
func (l *look) list(ctx context.Context, inventory integrations.Inventory) error {
	for !l.done.Listed {
		page, err := l.page(ctx, inventory)
		if err != nil {
			return err
		}
		counts := l.done.Counts // of this page count only once it is done
		counts.Calls++
		if err := l.compare(ctx, page.Holders, &counts); err != nil {
			return err
		}
		for _, holder := range page.Holders {
			if _, waits := l.waiting[holder.Subject]; waits {
				delete(l.waiting, holder.Subject)
				l.done.Seen = append(l.done.Seen, holder.Subject)
			}
		}
		counts.Holders += len(page.Holders)
		l.done.Counts, l.done.Cursor, l.done.Listed = counts, page.Next, page.Next == ""
		activity.RecordHeartbeat(ctx, l.done)
	}
	return nil
}

// page reads one. A resource that does not exist is held by nobody.
func (l *look) page(ctx context.Context, inventory integrations.Inventory) (integrations.Holders, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	page, err := inventory.Holders(ctx, l.in.Resource, integrations.Page{Cursor: l.done.Cursor, Attributes: l.names})
	var gone *integrations.Gone
	if errors.As(err, &gone) {
		return integrations.Holders{}, nil
	}
	return page, err
}

func (l *look) compare(ctx context.Context, holders []integrations.Holder, counts *access.ReconciliationCounts) error {
	subjects := make([]string, len(holders))
	for i, holder := range holders {
		subjects[i] = holder.Subject
	}
	records, err := l.Books.KeysOf(ctx, l.in.Connector, l.in.Resource, subjects)
	if err != nil {
		return err
	}
	known := map[string]access.KeyRecord{}
	for _, record := range records {
		known[record.Key.Subject] = record
	}
	for _, holder := range holders {
		record, any := known[holder.Subject]
		if !any {
			record = l.untouched(holder.Subject)
		}
		if err := l.listed(ctx, record, holder, counts); err != nil {
			return err
		}
	}
	return l.touch(ctx)
}

// readOthers reads one by one those of whom something is known and who were not
// listed; of a connector that cannot list, everybody of whom the ledger knows.
func (l *look) readOthers(ctx context.Context, lists bool) error {
	var subjects []string
	for subject, record := range l.waiting {
		_, differs := access.Classify(record, access.Holding{}, l.Clock())
		if differs || !lists || len(l.live[subject]) > 0 {
			subjects = append(subjects, subject)
		}
	}
	slices.Sort(subjects)
	if at, _ := slices.BinarySearch(subjects, l.earlier.Subject+"\x00"); l.earlier.Subject != "" {
		subjects = append(subjects[at:], subjects[:at]...)
	}
	for _, subject := range subjects {
		if l.reads >= mostReads {
			l.short = true
			break
		}
		if err := l.confirm(ctx, l.waiting[subject], time.Time{}, &l.done.Counts); err != nil {
			return err
		}
		l.earlier.Subject = subject
		l.done.Seen = append(l.done.Seen, subject)
		activity.RecordHeartbeat(ctx, l.done)
	}
	if !l.short {
		l.earlier.Subject = ""
	}
	return nil
}

func (l *look) untouched(subject string) access.KeyRecord {
	return access.KeyRecord{Key: access.Key{Connector: l.in.Connector, Subject: subject, Resource: l.in.Resource}, Settled: true}
}
