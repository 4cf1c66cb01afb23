package worker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// behind is a house in which ends are late: olga owns Jira, sofia is an admin, and the
// pager may be deaf.
type behind struct {
	activities.Records
	integrations.Outside
	now     time.Time
	leases  []access.Lease
	told    map[string]time.Duration
	reports []access.LateReport
	posts   []access.LatePost
	heard   []string
	deaf    string
	lines   []access.AuditLine
}

func lateBy(ago time.Duration, ids ...string) *behind {
	b := &behind{now: noon, told: map[string]time.Duration{}}
	for _, id := range ids {
		b.leases = append(b.leases, access.Lease{
			ID: id, RequestID: "r-" + id, PersonID: "ada", EntitlementID: "jira/user", Label: "Jira", State: access.Ending, EndedAt: noon.Add(-ago),
		})
	}
	return b
}

func (b *behind) round(t *testing.T) error {
	t.Helper()
	l := &late{ends: b, records: b, outside: b, notice: workflows.LateNotice{Hooks: []string{"pager", "chat"}}, clock: func() time.Time { return b.now }}
	return l.pass(t.Context())
}

func (b *behind) LateLeases(_ context.Context, now time.Time, mark time.Duration, limit int) (found []access.Lease, err error) {
	for _, lease := range b.leases {
		if now.Sub(lease.EndedAt) >= mark && b.told[lease.ID] < mark && len(found) < limit {
			found = append(found, lease)
		}
	}
	return found, nil
}

func (b *behind) ReportLate(_ context.Context, report access.LateReport) (bool, error) {
	for _, id := range report.Leases {
		b.told[id] = report.Mark
	}
	b.reports, b.posts = append(b.reports, report), append(b.posts, report.Posts...)
	return true, nil
}

func (b *behind) LatePosts(context.Context, int) ([]access.LatePost, error) {
	return slices.Clone(b.posts), nil
}

func (b *behind) ForgetLatePost(_ context.Context, id string, lines ...access.AuditLine) error {
	b.posts = slices.DeleteFunc(b.posts, func(p access.LatePost) bool { return p.ID == id })
	b.lines = append(b.lines, lines...)
	return nil
}

func (b *behind) Post(_ context.Context, event integrations.HookEvent) error {
	if event.Hook == b.deaf {
		return errors.New("it answered 503")
	}
	b.heard = append(b.heard, event.Hook+" "+event.ID)
	return nil
}

func (b *behind) Entitlement(context.Context, string) (access.Entitlement, error) {
	return access.Entitlement{OwnerID: "olga"}, nil
}

func (b *behind) Person(_ context.Context, id string) (access.Person, error) {
	return access.Person{ID: id, Name: strings.ToUpper(id), Status: access.Active}, nil
}

func (b *behind) EachActivePerson(_ context.Context, visit func(access.Person) error) error {
	return visit(access.Person{ID: "sofia", Name: "SOFIA", Roles: []access.Role{access.Admin}})
}

func TestHoweverManyEndsAreLateEachReaderHearsOnceAtAMark(t *testing.T) {
	b := lateBy(6*time.Minute, "a", "b", "c")
	for range 2 {
		if err := b.round(t); err != nil {
			t.Fatal(err)
		}
	}
	if len(b.reports) != 1 || b.reports[0].Mark != 5*time.Minute || len(b.reports[0].Lines) != 3 {
		t.Fatalf("reported %+v", b.reports)
	}
	var told []string
	for _, message := range b.reports[0].Messages {
		told = append(told, fmt.Sprintf("%s of %s %q: %s", message.PersonID, message.About, message.RequestID, message.Text))
	}
	text := "3 ends are not confirmed 5 minutes after they were due, the first of them at Mon 1 Mar 2027, 11:54:00 UTC: 3 of Jira. They are still being tried."
	if want := []string{`olga of access_end_delayed "": ` + text, `sofia of access_end_delayed "": ` + text}; !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
	if detail := b.reports[0].Lines[0].Detail; !strings.HasSuffix(detail, "Told: OLGA, SOFIA.") {
		t.Errorf("written down %q", detail)
	}
	if want := []string{"pager late/a/5/hook/pager", "chat late/a/5/hook/chat"}; !slices.Equal(b.heard, want) {
		t.Errorf("hooks heard %q", b.heard)
	}
	b.now = noon.Add(10 * time.Minute)
	if err := b.round(t); err != nil || len(b.reports) != 2 || b.reports[1].Mark != 15*time.Minute {
		t.Errorf("at the last mark %d reports, %v", len(b.reports), err)
	}
}

func TestAReportOfOneEndIsOnItsRequest(t *testing.T) {
	b := lateBy(time.Minute, "a")
	if err := b.round(t); err != nil {
		t.Fatal(err)
	}
	for _, message := range b.reports[0].Messages {
		if message.RequestID != "r-a" {
			t.Errorf("told %+v", message)
		}
	}
	if data := b.reports[0].Posts[0].Data; data["lease"] != "a" || data["late_by"] != "1m0s" || data["ends"] != 1 {
		t.Errorf("a program reads %v", data)
	}
}

func TestADeafHookKeepsNobodyFromHearingAndIsGivenUpOnRecord(t *testing.T) {
	b := lateBy(time.Minute, "a")
	b.deaf = "pager"
	if err := b.round(t); err == nil {
		t.Error("that a hook did not take it was not reported")
	}
	if want := []string{"chat late/a/1/hook/chat"}; !slices.Equal(b.heard, want) || len(b.posts) != 1 {
		t.Errorf("hooks heard %q, and %d wait", b.heard, len(b.posts))
	}
	b.now, b.leases = b.now.Add(postPatience), nil
	if err := b.round(t); err != nil || len(b.posts) != 0 {
		t.Errorf("%d wait, %v", len(b.posts), err)
	}
	if len(b.lines) != 1 || b.lines[0].Action != "hook.failed" || !strings.Contains(b.lines[0].Detail, "it answered 503") {
		t.Errorf("written down %+v", b.lines)
	}
}
