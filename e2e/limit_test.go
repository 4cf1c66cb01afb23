package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAMaximumThatIsLoweredEndsWhatIsOpen(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.opens(mara, time.Minute)
	const most, reason = 8 * time.Second, "Audit finding 7."
	out, errs, code := run(t, nil, "entitlement", "set", pass, "--max", most.String(), "--notice", "0s", "--reason", reason,
		"--yes", "--as", admin, "--server", h.console)
	if code != 0 || !strings.Contains(out, "Ada Lindqvist") {
		t.Fatalf("the change ended with %d and does not say whose access ends earlier: %s%s", code, out, errs)
	}

	var moved held
	eventually(t, time.Minute, "the end has moved", func() bool {
		moved = *ada.follows(asked.ID).Access
		return moved.EndsAt.Before(asked.Access.EndsAt) || moved.EndReason != ""
	})
	limit := asked.Access.OpenedAt.Add(most)
	if !moved.EndsAt.Equal(limit) && moved.EndReason == "" {
		t.Errorf("opened %s and ends %s, and may last %s", asked.Access.OpenedAt, moved.EndsAt, most)
	}
	eventually(t, time.Minute, "Ada is told why", func() bool {
		return strings.Contains(ada.reads(asked.ID), reason)
	})
	ended := ada.until(asked.ID, "ended_early", time.Minute)
	if h.okta.member(lounge, employee) {
		t.Fatal("shown as ended, but still a member")
	}
	if ended.Access.EndReason != "limit_lowered" || ended.Access.ConfirmedAt.Before(limit) {
		t.Errorf("ended %s because of %q, confirmed %s", ended.Access.EndsAt, ended.Access.EndReason, ended.Access.ConfirmedAt)
	}
	h.okta.wentInAndOutOnce(employee)
	h.replays()
}

// reads is everything that somebody was told about a request.
func (p *person) reads(requestID string) string {
	p.t.Helper()
	var list struct {
		Items []letter `json:"items"`
	}
	p.must(http.MethodGet, "/messages", nil, &list)
	var told []string
	for _, each := range list.Items {
		if each.RequestID == requestID {
			told = append(told, each.Text)
		}
	}
	return strings.Join(told, "\n")
}
