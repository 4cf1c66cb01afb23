package worker

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// LateEnds are ends that are not confirmed in time, by the ledger, and what is still to
// be told of them.
type LateEnds interface {
	// LateLeases lists the leases whose end was due for as long as the mark and of which
	// nobody was told at that mark or a later one, in the order in which they were due.
	LateLeases(ctx context.Context, now time.Time, mark time.Duration, limit int) ([]access.Lease, error)
	// ReportLate writes a report at once, and reports whether it did: not where any of
	// its leases was reported meanwhile.
	ReportLate(ctx context.Context, report access.LateReport) (bool, error)
	// LatePosts lists what hooks are still to be told, oldest first.
	LatePosts(ctx context.Context, limit int) ([]access.LatePost, error)
	// ForgetLatePost takes one from the list, with lines that say what became of it.
	ForgetLatePost(ctx context.Context, id string, lines ...access.AuditLine) error
}

const (
	lateEvery = 5 * time.Second
	// lateBatch is of how many ends one report tells at the most.
	lateBatch = 1000
)

// late tells people of ends that are not confirmed in time, from the ledger: also of
// those whose owner has not come to them, is lost, or waits for a Temporal that is away.
// However many are late, each reader hears of all of them at once.
type late struct {
	ends    LateEnds
	records activities.Records
	notice  workflows.LateNotice
	outside activities.Outside
	clock   func() time.Time
}

// pass tells of what has come to a mark, the latest first, and then tells hooks.
func (l *late) pass(ctx context.Context) error {
	var failed []error
	audience := activities.NewLateAudience(l.records, l.notice.To)
	for _, mark := range slices.Backward(access.LateMarks()) {
		failed = append(failed, l.tell(ctx, mark, audience))
	}
	return errors.Join(append(failed, l.post(ctx))...)
}

func (l *late) tell(ctx context.Context, mark time.Duration, audience *activities.LateAudience) error {
	for {
		now := l.clock().UTC()
		leases, err := l.ends.LateLeases(ctx, now, mark, lateBatch)
		if err != nil || len(leases) == 0 {
			return err
		}
		report, err := l.report(ctx, now, mark, leases, audience)
		if err != nil {
			return err
		}
		reported, err := l.ends.ReportLate(ctx, report)
		if err != nil || !reported || len(leases) < lateBatch {
			return err // another worker is at it, or that was all
		}
	}
}

// report says what to tell whom. A reader hears of the leases that concern them.
func (l *late) report(ctx context.Context, now time.Time, mark time.Duration, leases []access.Lease, audience *activities.LateAudience) (access.LateReport, error) {
	report := access.LateReport{Mark: mark}
	about := fmt.Sprintf("late/%s/%d", leases[0].ID, mark/time.Minute)
	concerned := map[string][]access.Lease{}
	for _, lease := range leases {
		people, err := audience.Of(ctx, lease.EntitlementID, lease.PersonID)
		if err != nil {
			return report, err
		}
		var names []string
		for _, person := range people {
			concerned[person.PersonID] = append(concerned[person.PersonID], lease)
			names = append(names, person.Name)
		}
		report.Leases = append(report.Leases, lease.ID)
		report.Lines = append(report.Lines, lateLine(now, mark, lease, names))
	}
	for _, id := range slices.Sorted(maps.Keys(concerned)) {
		report.Messages = append(report.Messages, access.Message{
			ID: about + "/" + id, PersonID: id, RequestID: requestOf(concerned[id]),
			About: access.AboutLate, Text: access.LateWords(concerned[id], mark), At: now,
		})
	}
	for _, hook := range l.notice.Hooks {
		report.Posts = append(report.Posts, access.LatePost{
			ID: about + "/hook/" + hook, Hook: hook, At: now, Text: access.LateWords(leases, mark), Data: lateData(leases, mark),
		})
	}
	return report, nil
}

func lateLine(now time.Time, mark time.Duration, lease access.Lease, names []string) access.AuditLine {
	told := "There is nobody who could be told."
	if len(names) > 0 {
		told = "Told: " + strings.Join(names, ", ") + "."
	}
	return access.AuditLine{
		ID: fmt.Sprintf("%s/access.late/%d", lease.ID, mark/time.Minute), At: now, Actor: access.System, Action: "access.late",
		Object: "lease/" + lease.ID, RequestID: lease.RequestID, Detail: access.LateWords([]access.Lease{lease}, mark) + " " + told,
		Data: map[string]any{"key": lease.Key.String(), "person": lease.PersonID, "entitlement": lease.EntitlementID},
	}
}

// requestOf is the request that all of it is about, if it is one.
func requestOf(leases []access.Lease) string {
	id := leases[0].RequestID
	if slices.ContainsFunc(leases, func(l access.Lease) bool { return l.RequestID != id }) {
		return ""
	}
	return id
}

// lateData is what programs read of a report.
func lateData(leases []access.Lease, mark time.Duration) map[string]any {
	data := map[string]any{"late_by": mark.String(), "ends": len(leases), "due": leases[0].OverAt().UTC().Format(time.RFC3339)}
	if len(leases) == 1 {
		only := leases[0]
		data["lease"], data["request"], data["person"], data["entitlement"] = only.ID, only.RequestID, only.PersonID, only.EntitlementID
	}
	return data
}
