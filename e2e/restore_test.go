package e2e

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

const admin = oktasim.LoginSofiaMarin

// The people of the restored house. Whoever is given anything has the same manager.
const (
	keeper   = oktasim.LoginAdaLindqvist  // has it since before the copy, and still
	returner = oktasim.LoginKenjiMori     // had it at the copy and gave it back since
	newcomer = oktasim.LoginLuciaFerreira // was given it since the copy, and has it
	passer   = oktasim.LoginFreyaOlsen    // was given it since the copy, for a moment
	doubler  = oktasim.LoginRaviMenon     // has it since before the copy, and was given it once more since
	waiter   = oktasim.LoginNoahAdeyemi   // has asked, and nobody has decided
)

// longEnough is how long access lasts that is to be open while a house is restored.
const longEnough = 15 * time.Second

// past is what happened in a house: a copy of yesterday, another of today, and what
// was asked for.
type past struct {
	yesterday, today string
	asked            map[string]request // by login
	again            request            // of the doubler
}

// aPast has a house live for a while.
func aPast(t *testing.T) past {
	t.Helper()
	data := t.TempDir()
	p, where := dev(t, data)
	h := devHouse(t, where)
	h.reconciles() // what is held from now on was not there before
	manager := h.managerOf(keeper)
	was := past{asked: map[string]request{
		keeper:   h.asks(keeper, longEnough),
		returner: h.asks(returner, time.Minute),
		doubler:  h.asks(doubler, time.Minute),
		waiter:   h.asks(waiter, time.Minute),
	}}
	h.agreed(was.asked, manager, keeper, returner, doubler)
	was.yesterday = copied(t, data)

	signIn(t, h.console, returner).must(http.MethodPost, "/access/"+was.asked[returner].Access.ID+"/end", map[string]any{}, nil)
	was.asked[newcomer], was.asked[passer] = h.asks(newcomer, longEnough), h.asks(passer, 4*time.Second)
	since := map[string]request{doubler: h.asks(doubler, time.Minute)}
	h.agreed(was.asked, manager, passer, newcomer)
	h.agreed(since, manager, doubler)
	was.again = since[doubler]
	signIn(t, h.console, returner).until(was.asked[returner].ID, "returned", time.Minute)
	was.today = copied(t, data)
	p.kill()
	return was
}

func (h house) asks(login string, lasting time.Duration) request {
	h.t.Helper()
	return signIn(h.t, h.console, login).asks(automation, pass, lasting)
}

// agreed has people agree to what those asked for, and waits until all of it is open.
func (h house) agreed(asked map[string]request, manager string, logins ...string) {
	h.t.Helper()
	agrees := signIn(h.t, h.console, manager)
	for _, login := range logins {
		agrees.approves(asked[login].ID)
	}
	for _, login := range logins {
		asked[login] = signIn(h.t, h.console, login).until(asked[login].ID, "open", time.Minute)
	}
}

// reconciles compares everything, as an admin has it done, and says what came of it.
func (h house) reconciles(more ...string) string {
	h.t.Helper()
	args := append([]string{"reconcile", "--wait", "--as", admin, "--server", h.console}, more...)
	var said string
	eventually(h.t, time.Minute, "everything is compared", func() bool {
		out, errs, code := run(h.t, nil, args...)
		if code != 0 && code != 5 { // 5: one is just beginning or ending
			h.t.Fatalf("%v ended with %d: %s%s", args, code, out, errs)
		}
		said = out
		return code == 0
	})
	return said
}

// restored is a house that began with copies of the files of another.
type restored struct {
	house
	past
	data string
}

func restore(t *testing.T, was past, record, temporal string) restored {
	t.Helper()
	data := puts(t, was.today, record, temporal)
	if record == was.today {
		ages(t, data)
	} else if knows(t, data, was.asked[newcomer].ID) > 0 {
		t.Fatal("the copy knows what was given since, so this shows nothing")
	}
	_, where := dev(t, data)
	return restored{devHouse(t, where), was, data}
}

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

func TestWhateverIsRestoredAccessEndsAndWhatIsOverStaysOver(t *testing.T) {
	t.Parallel()
	was := aPast(t)
	t.Run("Temporal is lost", func(t *testing.T) {
		t.Parallel()
		r := restore(t, was, was.today, none)
		r.loses(keeper, newcomer, waiter)
		r.doubleEnds()
		r.allEnd(keeper, newcomer, passer, returner)
		r.audited(keeper, newcomer, passer, returner)
		if state := signIn(t, r.console, returner).follows(was.asked[returner].ID).State; state != "returned" {
			t.Errorf("a request that was over is %s", state)
		}
	})
	t.Run("the record is of yesterday", func(t *testing.T) {
		t.Parallel()
		r := restore(t, was, was.yesterday, was.today)
		r.reconciles()
		eventually(t, time.Minute, "what only its owner knew is in the record", func() bool {
			refused := signIn(t, r.console, admin).call(http.MethodGet, "/access/"+was.again.Access.ID, nil, nil)
			return refused == nil
		})
		r.doubleEnds()
		r.allEnd(keeper, newcomer, passer, returner)
		r.audited()
	})
	t.Run("Temporal is of yesterday", func(t *testing.T) {
		t.Parallel()
		r := restore(t, was, was.today, was.yesterday)
		r.reconciles()
		r.doubleEnds()
		r.allEnd(keeper, newcomer, passer, returner)
		r.loses(newcomer)
		r.audited(keeper, newcomer, passer, returner)
		signIn(t, r.console, keeper).until(was.asked[keeper].ID, "completed", time.Minute)
		if state := signIn(t, r.console, returner).follows(was.asked[returner].ID).State; state != "returned" {
			t.Errorf("a request that was over is %s", state)
		}
	})
	t.Run("both are of yesterday", func(t *testing.T) {
		t.Parallel()
		r := restore(t, was, was.yesterday, was.yesterday)
		r.reconciles()
		r.allEnd(keeper)
		time.Sleep(time.Until(was.asked[newcomer].Access.EndsAt))
		r.reconciles()
		if lease, there := r.lease(newcomer); there || !r.okta.member(lounge, newcomer) {
			t.Fatalf("what nobody knew of was touched: %+v", lease)
		}
		r.removesFinding(newcomer)
		r.audited(keeper)
	})
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
