package e2e

import (
	"net/http"
	"testing"
	"time"
)

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
		r.staysReturned()
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
		signIn(t, r.console, newcomer).until(was.asked[newcomer].ID, "completed", time.Minute)
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
		r.staysReturned()
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
		r.endsAgain(returner)
		r.audited(keeper)
	})
}
