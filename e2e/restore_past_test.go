package e2e

import (
	"net/http"
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
const longEnough = 12 * time.Second

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
	since := map[string]request{doubler: h.asks(doubler, time.Minute)}
	h.agreed(since, manager, doubler)
	was.again = since[doubler]
	signIn(t, h.console, returner).until(was.asked[returner].ID, "returned", time.Minute)
	was.asked[newcomer], was.asked[passer] = h.asks(newcomer, longEnough), h.asks(passer, 4*time.Second)
	h.agreed(was.asked, manager, newcomer, passer)
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

// reconciles compares everything, as an admin has it done.
func (h house) reconciles() {
	h.t.Helper()
	eventually(h.t, time.Minute, "everything is compared", func() bool {
		out, errs, code := run(h.t, nil, "reconcile", "--wait", "--as", admin, "--server", h.console)
		if code != 0 && code != 5 { // 5: one is just beginning or ending
			h.t.Fatalf("reconcile ended with %d: %s%s", code, out, errs)
		}
		return code == 0
	})
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
