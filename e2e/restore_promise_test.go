package e2e

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

// lease is what the record says of the access of somebody's request.
func (r restored) lease(login string) (lease held, there bool) {
	r.t.Helper()
	var list struct {
		Items []held `json:"items"`
	}
	signIn(r.t, r.console, admin).must(http.MethodGet, "/access?scope=all&state=any&limit=100", nil, &list)
	for _, each := range list.Items {
		if each.RequestID == r.asked[login].ID {
			return each, true
		}
	}
	return held{}, false
}

// allEnd holds the access of people to its time: it is gone when the record says so,
// not before, and nobody came in twice.
func (r restored) allEnd(logins ...string) {
	r.t.Helper()
	for _, login := range logins {
		var lease held
		eventually(r.t, 2*time.Minute, "the access of "+login+" has ended", func() bool {
			var there bool
			lease, there = r.lease(login)
			return there && lease.State == "ended"
		})
		if r.okta.member(lounge, login) {
			r.t.Errorf("the access of %s is shown as ended, and they are still a member", login)
		}
		if want := r.asked[login].Access.EndsAt; login != returner && (!lease.EndsAt.Equal(want) || lease.ConfirmedAt.Before(want)) {
			r.t.Errorf("the access of %s ended %s and was to end %s; confirmed %s", login, lease.EndsAt, want, lease.ConfirmedAt)
		}
		if in, out := r.okta.logged(memberAdded, login), r.okta.logged(memberRemoved, login); in != 1 || out != 1 {
			r.t.Errorf("%s was let in %d times and out %d times", login, in, out)
		}
		r.t.Logf("%s: %d s late", login, lease.Late)
	}
}

// doubleEnds gives back what one person has twice, one after the other: as long as one
// of the two is held, they stay in.
func (r restored) doubleEnds() {
	r.t.Helper()
	holder := signIn(r.t, r.console, doubler)
	first, again := r.asked[doubler], r.again
	holder.must(http.MethodPost, "/access/"+first.Access.ID+"/end", map[string]any{}, nil)
	holder.untilAccess(first.Access.ID, "ended")
	if time.Now().Before(again.Access.EndsAt) && !r.okta.member(lounge, doubler) {
		r.t.Error("the end of the first took the access of the second")
	}
	holder.must(http.MethodPost, "/access/"+again.Access.ID+"/end", map[string]any{}, nil)
	holder.untilAccess(again.Access.ID, "ended")
	if r.okta.member(lounge, doubler) {
		r.t.Error("both are shown as ended, and they are still a member")
	}
	r.okta.wentInAndOutOnce(doubler)
}

// untilAccess waits until access that somebody holds is in a state.
func (p *person) untilAccess(id, state string) {
	p.t.Helper()
	eventually(p.t, time.Minute, "the access is "+state, func() bool {
		var lease held
		p.must(http.MethodGet, "/access/"+id, nil, &lease)
		return lease.State == state
	})
}

// staysReturned is for a request that was over before everything was restored.
func (r restored) staysReturned() {
	r.t.Helper()
	if state := signIn(r.t, r.console, returner).follows(r.asked[returner].ID).State; state != "returned" {
		r.t.Errorf("a request that was over is %s", state)
	}
}

// audited holds the audit log to what was done, each once, and to its chain.
func (r restored) audited(logins ...string) {
	r.t.Helper()
	for _, login := range logins {
		actions := signIn(r.t, r.console, admin).actions(r.asked[login].ID)
		for _, action := range []string{"access.claimed", "access.opened", "access.over", "access.ended"} {
			if n := count(actions, action); n != 1 {
				r.t.Errorf("the audit log has %d lines %s for %s: %v", n, action, login, actions)
			}
		}
	}
	out, errs, code := run(r.t, []string{"CURFEW_DATABASE_PATH=" + filepath.Join(r.data, recordFile)}, "audit", "verify")
	if code != 0 {
		r.t.Errorf("the audit log is broken: %s%s", out, errs)
	}
}

func count(list []string, what string) int {
	return len(list) - len(slices.DeleteFunc(slices.Clone(list), func(each string) bool { return each == what }))
}

// loses holds the requests of people, whose runs are gone, to what is promised of them.
func (r restored) loses(logins ...string) {
	r.t.Helper()
	for _, login := range logins {
		p := signIn(r.t, r.console, login)
		if lost := p.until(r.asked[login].ID, "failed", time.Minute); !strings.Contains(lost.Detail, "Its run was lost") {
			r.t.Errorf("the request of %s says %q", login, lost.Detail)
		}
		if n := count(p.actions(r.asked[login].ID), "request.lost"); n != 1 {
			r.t.Errorf("the audit log has %d lines that the request of %s was lost", n, login)
		}
	}
}

// endsAgain gives back what was given back since the copies, which say that it is held.
func (r restored) endsAgain(login string) {
	r.t.Helper()
	holder, id := signIn(r.t, r.console, login), r.asked[login].Access.ID
	holder.must(http.MethodPost, "/access/"+id+"/end", map[string]any{}, nil)
	holder.untilAccess(id, "ended")
	if in, out := r.okta.logged(memberAdded, login), r.okta.logged(memberRemoved, login); in != out || in > 2 || r.okta.member(lounge, login) {
		r.t.Errorf("%s was let in %d times and out %d times", login, in, out)
	}
	r.t.Logf("%s was let in %d times", login, r.okta.logged(memberAdded, login))
}

// removesFinding has what somebody holds without a lease taken away, as an admin does.
func (r restored) removesFinding(login string) {
	r.t.Helper()
	var list struct {
		Items []struct {
			ID      string `json:"id"`
			Subject string `json:"subject"`
			Class   string `json:"class"`
		} `json:"items"`
	}
	decides := signIn(r.t, r.console, admin)
	decides.must(http.MethodGet, "/findings?state=open&class=foreign", nil, &list)
	for _, finding := range list.Items {
		if finding.Subject != oktasim.UserID(login) {
			continue
		}
		decides.must(http.MethodPost, "/findings/"+finding.ID+"/resolve", map[string]any{"resolution": "remove", "reason": "Nobody knows why."}, nil)
		eventually(r.t, time.Minute, "what was found is gone", func() bool { return !r.okta.member(lounge, login) })
		return
	}
	r.t.Fatalf("there is no finding about %s: %+v", login, list.Items)
}
