package activities

import (
	"context"
	"errors"
	"reflect"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/activity"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// listed is for somebody who was listed. A listing may lag behind: it is enough to see
// again what was seen before, and what was there before anything of ours; all else is
// read back first.
func (l *look) listed(ctx context.Context, record access.KeyRecord, holder integrations.Holder, counts *access.ReconciliationCounts) error {
	seen := access.Holding{Present: true, Attributes: holder.Attributes, Managed: holder.How.Managed()}
	difference, differs := access.Classify(record, seen, l.Clock())
	if !differs {
		return l.forget(ctx, record.Key, "", counts)
	}
	difference = l.placed(record.Key.Subject, difference, holder.Since)
	never := record.Seq == 0 && len(record.Leases) == 0
	if finding, known := l.known(record.Key.Subject, difference); known && !difference.Ours {
		counts.Found(difference.Class)
		l.again = append(l.again, finding.ID)
		return l.forget(ctx, record.Key, difference.Class, counts)
	}
	if !difference.Ours && never && l.earlier.First.IsZero() {
		return l.write(ctx, record.Key, seen, difference, counts)
	}
	if l.reads >= mostReads {
		l.short = true
		return nil
	}
	return l.confirm(ctx, record, holder.Since, counts)
}

// confirm reads back what somebody holds and does what follows from it. Where the
// ledger has moved on meanwhile, what was read is of no use any more, and the next
// look sees.
func (l *look) confirm(ctx context.Context, record access.KeyRecord, since time.Time, counts *access.ReconciliationCounts) error {
	before, err := l.record(ctx, record.Key)
	if err != nil {
		return err
	}
	activity.RecordHeartbeat(ctx, l.done)
	l.reads++
	counts.Calls++
	seen, err := l.read(ctx, record.Key)
	if err != nil {
		return err
	}
	after, err := l.record(ctx, record.Key)
	if err != nil || !reflect.DeepEqual(before, after) {
		return err
	}
	difference, differs := access.Classify(after, seen, l.Clock())
	switch {
	case !differs:
		return l.forget(ctx, record.Key, "", counts)
	case difference.Ours:
		counts.Found(difference.Class)
		counts.Told++
		if err := l.Runs.Look(ctx, record.Key, difference.Detail); err != nil {
			return err
		}
		return l.forget(ctx, record.Key, "", counts)
	}
	return l.write(ctx, record.Key, seen, l.placed(record.Key.Subject, difference, since), counts)
}

func (l *look) record(ctx context.Context, key access.Key) (access.KeyRecord, error) {
	records, err := l.Books.KeysOf(ctx, key.Connector, key.Resource, []string{key.Subject})
	if err != nil || len(records) == 0 {
		return l.untouched(key.Subject), err
	}
	return records[0], nil
}

// read reads back. Who or what does not exist holds nothing.
func (l *look) read(ctx context.Context, key access.Key) (access.Holding, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	seen, err := l.Provider.ReadBack(ctx, key, l.names)
	var gone *integrations.Gone
	if errors.As(err, &gone) {
		return access.Holding{}, nil
	}
	return seen, err
}

// placed tells what was there before Curfew first looked from what came later. What
// was confirmed to be gone and came back is never the former.
func (l *look) placed(subject string, difference access.Difference, since time.Time) access.Difference {
	if difference.Class != access.Foreign || difference.Returned {
		return difference
	}
	standing := difference
	standing.Class, standing.Detail = access.Standing, "It was held before Curfew first looked, and stays."
	first := l.earlier.First
	_, lists := l.Provider.(integrations.Inventory)
	_, known := l.known(subject, standing)
	if known || lists && first.IsZero() || !since.IsZero() && since.Before(first) {
		return standing
	}
	return difference
}

// known is the live finding that says the same, and whether there is one.
func (l *look) known(subject string, difference access.Difference) (access.Finding, bool) {
	for _, finding := range l.live[subject] {
		if finding.Class == difference.Class && finding.How == difference.How {
			return finding, true
		}
	}
	return access.Finding{}, false
}

// touch records that findings were seen again.
func (l *look) touch(ctx context.Context) error {
	seen := l.again
	l.again = nil
	if len(seen) == 0 {
		return nil
	}
	return l.Books.TouchFindings(ctx, seen, l.Clock().UTC())
}

// write records what is not ours.
func (l *look) write(ctx context.Context, key access.Key, seen access.Holding, difference access.Difference, counts *access.ReconciliationCounts) error {
	counts.Found(difference.Class)
	now := l.Clock().UTC()
	finding := access.Finding{
		ID: uuid.NewString(), Key: key, Class: difference.Class, How: difference.How, Detail: difference.Detail,
		EntitlementID: l.entitlementOf(seen), FirstSeenAt: now, LastSeenAt: now, State: access.FindingOpen,
	}
	person, found, err := l.Books.PersonByAccount(ctx, key.Connector, key.Subject)
	if err != nil {
		return err
	}
	if found {
		finding.PersonID = person.ID
	}
	if _, err := l.Books.SeeFinding(ctx, finding); err != nil {
		return err
	}
	return l.forget(ctx, key, difference.Class, counts)
}

// forget closes what is known of somebody and is not so any more.
func (l *look) forget(ctx context.Context, key access.Key, still access.DifferenceClass, counts *access.ReconciliationCounts) error {
	for _, finding := range l.live[key.Subject] {
		if finding.Class != still {
			gone, err := l.Books.ForgetFindings(ctx, key, still)
			counts.Gone += gone
			return err
		}
	}
	return nil
}

// entitlementOf is the one entitlement that what is held may be; empty where it could
// be several.
func (l *look) entitlementOf(seen access.Holding) string {
	if len(l.entitlements) == 1 {
		return l.entitlements[0].ID
	}
	found := ""
	for _, entitlement := range l.entitlements {
		if len(entitlement.Target.Attributes) == 0 || !holds(seen, entitlement.Target.Attributes) {
			continue
		}
		if found != "" {
			return ""
		}
		found = entitlement.ID
	}
	return found
}

func holds(seen access.Holding, attributes []access.Attribute) bool {
	for _, attribute := range attributes {
		if seen.Attributes[attribute.Name] != attribute.Value {
			return false
		}
	}
	return true
}
