package activities

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"github.com/curfewhq/curfew/internal/access"
)

// sweeps runs a piece of work, from where an earlier attempt stopped.
func (w *town) sweeps(t *testing.T, from *sweep, piece func(*ReconcileWork) any) access.ReconciliationCounts {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	work := &ReconcileWork{Books: w, Records: w, Runs: w, Clock: func() time.Time { return w.now }}
	env.RegisterActivity(work)
	if from != nil {
		env.SetHeartbeatDetails(*from)
	}
	answer, err := env.ExecuteActivity(piece(work), ReconcileInput{Connector: "okta"})
	var counts access.ReconciliationCounts
	if err == nil {
		err = answer.Get(&counts)
	}
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

func TestAnOwnerThatIsMissingOrLateIsToldToLook(t *testing.T) {
	w := newTown()
	w.given("lost", access.Open, time.Hour)
	w.given("late", access.Ending, -overduePatience-time.Second)
	w.given("on time", access.Ending, -overduePatience)
	w.given("over", access.Ended, -time.Hour)
	w.running["late"], w.running["on time"] = true, true
	restart := func(work *ReconcileWork) any { return work.RestartOwners }
	counts := w.sweeps(t, nil, restart)
	if len(w.told) != 2 || !strings.HasPrefix(w.told[0], "late: An end is not confirmed 2m1s") || !strings.HasPrefix(w.told[1], "lost: The ledger") {
		t.Errorf("told %q", w.told)
	}
	if counts.Keys != 3 || counts.Restarted != 1 || counts.Told != 1 {
		t.Errorf("%+v", counts)
	}
	w.told = nil
	counts = w.sweeps(t, &sweep{After: keyOf("lost").String(), Counts: counts}, restart)
	if len(w.told) != 0 || counts.Keys != 4 {
		t.Errorf("what was compared before was compared again: %+v, %v", counts, w.told)
	}
}

func TestAnOwnerOfWhichTheLedgerKnowsNothingIsToldToLook(t *testing.T) {
	w := newTown()
	w.given("known", access.Open, time.Hour)
	w.given("over", access.Ended, -time.Hour)
	w.running["known"], w.running["over"], w.running["unknown"] = true, true, true
	counts := w.sweeps(t, nil, func(work *ReconcileWork) any { return work.CompareOwners })
	if counts.Owners != 3 || len(w.told) != 2 || !strings.HasPrefix(w.told[0], "over: ") || !strings.HasPrefix(w.told[1], "unknown: ") {
		t.Errorf("%+v, told %q", counts, w.told)
	}
}

func TestAnOwnerThatIsAtWorkIsLeftToIt(t *testing.T) {
	w := newTown()
	w.given("late", access.Ending, -overduePatience-time.Second)
	w.given("closing", access.Ended, -time.Hour)
	w.running["late"], w.running["closing"] = true, true
	atWork := []OwnerSeen{{Runs: true, AtWork: true}}
	w.shows = map[string][]OwnerSeen{"late": atWork, "closing": atWork}
	w.sweeps(t, nil, func(work *ReconcileWork) any { return work.RestartOwners })
	w.sweeps(t, nil, func(work *ReconcileWork) any { return work.CompareOwners })
	if len(w.told) != 0 {
		t.Errorf("told %q", w.told)
	}
}

func TestARequestIsLostOnlyWhereItsRunIsNotThere(t *testing.T) {
	w := newTown()
	for _, id := range []string{"r1", "r2", "r3"} {
		w.requests = append(w.requests, access.Request{ID: id, RequesterID: "mara", SubjectID: "ada", EntitlementID: "x", Seq: 5, CreatedAt: noon.Add(-lostPatience - time.Second)})
	}
	w.requests = append(w.requests, access.Request{ID: "young", CreatedAt: noon.Add(-lostPatience)})
	w.requests[2].SubjectID = "mara"
	w.running["r2"] = true
	counts := w.sweeps(t, nil, func(work *ReconcileWork) any { return work.FindLostRequests })
	var lost, told []string
	for _, request := range w.lost {
		lost = append(lost, fmt.Sprint(request.ID, " ", request.Seq, " ", request.ClosedAt.Equal(noon), " ", request.Detail != ""))
	}
	for _, message := range w.messages {
		told = append(told, message.ID)
	}
	if counts.Requests != 3 || counts.Lost != 2 || !slices.Equal(lost, []string{"r1 5 true true", "r3 5 true true"}) {
		t.Errorf("%+v, lost %v", counts, lost)
	}
	if !slices.Equal(told, []string{"request/r1/lost/mara", "request/r1/lost/ada", "request/r3/lost/mara"}) {
		t.Errorf("told %v", told)
	}
}

func TestARunHearsOfWhatItsOwnerCouldNotTellIt(t *testing.T) {
	w := newTown()
	confirmed := noon.Add(-untoldPatience - time.Second)
	for _, state := range []access.RequestState{access.RequestOpen, access.RequestGranting, access.RequestEnding, access.RequestScheduled, access.RequestReviewing} {
		id := string(state)
		w.requests = append(w.requests, access.Request{ID: id, SubjectID: "ada", State: state, CreatedAt: noon.Add(-time.Hour)})
		w.over = append(w.over, access.Lease{ID: "l-" + id, RequestID: id, ConfirmedAt: confirmed})
		w.running[id] = true
	}
	w.over[1].ConfirmedAt = confirmed.Add(2 * time.Second) // its owner may still be telling it
	slices.SortFunc(w.requests, func(a, b access.Request) int { return strings.Compare(a.ID, b.ID) })
	w.sweeps(t, nil, func(work *ReconcileWork) any { return work.FindLostRequests })
	if !slices.Equal(w.reminded, []string{"l-ending", "l-open"}) || len(w.lost) > 0 {
		t.Errorf("reminded of %v, lost %v", w.reminded, w.lost)
	}
}
