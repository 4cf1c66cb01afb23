package workflows

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// hearWords makes the office's owners hear what people did by hand; the first few
// times they cannot be told.
func (o *office) hearWords(deaf int) *[]DoneInput {
	heard := &[]DoneInput{}
	o.env.OnSignalExternalWorkflow(mock.Anything, mock.Anything, mock.Anything, SignalDone, mock.Anything).
		Return(func(_, _, _, _ string, arg any) error {
			if deaf--; deaf >= 0 {
				return errors.New("there is no such workflow")
			}
			*heard = append(*heard, arg.(DoneInput))
			return nil
		}).Maybe()
	return heard
}

func (o *office) handSays(after time.Duration, hand access.Hand) {
	o.ownerSays(after, func(l access.Lease) access.Lease {
		l.Hand = hand
		return l
	})
}

func (o *office) opens(after time.Duration) {
	o.ownerSays(after, func(l access.Lease) access.Lease { return l.Confirmed(o.env.Now()) })
}

func (o *office) isOver(after time.Duration, hand access.Hand) {
	o.ownerSays(after, func(l access.Lease) access.Lease {
		l = l.Finished(o.env.Now(), access.Expiry, access.System, "")
		l.Hand = hand
		return l
	})
}

func (o *office) isGone(after time.Duration) {
	o.ownerSays(after, func(l access.Lease) access.Lease {
		l.State, l.ConfirmedAt = access.Ended, o.env.Now()
		return l
	})
}

func withHands(people ...access.ApproverRule) builder.Plan {
	return granting(builder.GrantStep{ByHand: &builder.ByHandRule{People: people, Within: hours(2)}})
}

const (
	handsOfGive = "r1.give.give"
	handsOfTake = "r1.give.take"
)

// done is a decision of olaf that something is done.
func done(id string) access.Decision {
	return access.Decision{ID: id, PersonID: "olaf", Verdict: access.Done}
}

func TestPeopleAreAskedToGiveAndToTakeByHandAndTheirWordIsPassedOn(t *testing.T) {
	o := newOffice(t)
	heard := o.hearWords(0)
	o.handSays(time.Minute, access.HandToGive)
	o.decides(10*time.Minute, handsOfGive, done("d1"), nil)
	o.opens(11 * time.Minute)
	o.isOver(71*time.Minute, access.HandToTake)
	o.decides(80*time.Minute, handsOfTake, done("d2"), nil)
	o.isGone(81 * time.Minute)
	if state := o.run(t, withHands(access.ApproverRule{Person: "olaf"})); state != access.RequestCompleted {
		t.Fatalf("ended as %s: %s", state, o.saved.Request.Detail)
	}
	if len(*heard) != 2 || (*heard)[0].Asked != access.HandToGive || (*heard)[1].Asked != access.HandToTake {
		t.Fatalf("the owner heard %+v", *heard)
	}
	if first := (*heard)[0]; first.By != "olaf" || first.Name != "Olaf" || first.At.Sub(monday) != 10*time.Minute {
		t.Errorf("the owner heard %+v", first)
	}
	if lease := o.handed[0]; lease.ByHandAt.Sub(monday) != time.Hour || lease.GiveUp.Sub(monday) != 3*time.Hour {
		t.Errorf("by hand from %s, given up at %s", lease.ByHandAt.Sub(monday), lease.GiveUp.Sub(monday))
	}
	var tasks []string
	for _, message := range o.messages {
		if message.About == "manual_task" && message.PersonID == "olaf" {
			tasks = append(tasks, message.Text)
		}
	}
	if len(tasks) != 2 || !strings.Contains(tasks[0], "Give Jira / User to Ada by hand") || !strings.Contains(tasks[1], "Take Jira / User from Ada by hand") {
		t.Errorf("olaf was told %q", tasks)
	}
	for _, approval := range o.saved.Approvals {
		if approval.Kind == access.AsksByHand && approval.State != access.ApprovalApproved {
			t.Errorf("%s is %s", approval.ID, approval.State)
		}
	}
}

func TestWhatMovesOnWithoutPeopleAsksNobodyAnyMore(t *testing.T) {
	o := newOffice(t)
	heard := o.hearWords(0)
	o.handSays(time.Minute, access.HandToGive)
	o.ownerSays(5*time.Minute, func(l access.Lease) access.Lease {
		l.Hand = access.NoHand
		return l.Confirmed(o.env.Now())
	})
	var late error
	o.decides(6*time.Minute, handsOfGive, done("d1"), &late)
	o.isOver(65*time.Minute, access.NoHand)
	o.isGone(66 * time.Minute)
	o.run(t, withHands(access.ApproverRule{Person: "olaf"}))
	if refusal, is := asRefusal(late); !is || refusal.Code != access.CodeAlreadyClosed || len(*heard) != 0 {
		t.Errorf("answered with %v, the owner heard %v", late, *heard)
	}
	if told := o.told("olaf"); !slices.Contains(told, "task_closed") {
		t.Errorf("olaf was told of %v", told)
	}
}

func TestAWordThatIsNotBorneOutIsAskedForOnceMore(t *testing.T) {
	o := newOffice(t)
	heard := o.hearWords(0)
	o.handSays(time.Minute, access.HandToGive)
	o.decides(10*time.Minute, handsOfGive, done("d1"), nil)
	o.env.RegisterDelayedCallback(func() { // the run may hear of both at once
		lease := o.handed[0]
		for _, lease.Hand = range []access.Hand{access.HandGave, access.HandToGive} {
			o.env.SignalWorkflow(SignalLease, lease)
		}
	}, 11*time.Minute)
	o.decides(20*time.Minute, handsOfGive+".2", done("d2"), nil)
	o.opens(21 * time.Minute)
	o.isOver(81*time.Minute, access.NoHand)
	o.isGone(82 * time.Minute)
	o.run(t, withHands(access.ApproverRule{Person: "olaf"}))
	if len(*heard) != 2 {
		t.Errorf("the owner heard %+v", *heard)
	}
}

func TestAnOwnerThatCannotBeToldIsToldAgain(t *testing.T) {
	o := newOffice(t)
	heard := o.hearWords(2)
	o.handSays(time.Minute, access.HandToGive)
	o.decides(10*time.Minute, handsOfGive, done("d1"), nil)
	o.opens(20 * time.Minute)
	o.isOver(80*time.Minute, access.NoHand)
	o.isGone(81 * time.Minute)
	o.run(t, withHands(access.ApproverRule{Person: "olaf"}))
	if len(*heard) != 1 {
		t.Errorf("the owner heard %+v", *heard)
	}
}

func TestTakingByHandIsConfirmedAlthoughTheRequestIsOver(t *testing.T) {
	o := newOffice(t)
	heard := o.hearWords(0)
	o.env.OnSignalExternalWorkflow(mock.Anything, mock.Anything, mock.Anything, SignalEnd, mock.Anything).Return(nil)
	o.opens(time.Minute)
	o.directorySays(20*time.Minute, "ada", leaves)
	o.isOver(21*time.Minute, access.HandToTake)
	var refused error
	o.decides(30*time.Minute, handsOfTake, done("d1"), &refused)
	o.isGone(31 * time.Minute)
	o.run(t, withHands(access.ApproverRule{Person: "olaf"}))
	if refused != nil || len(*heard) != 1 {
		t.Errorf("refused with %v, the owner heard %v", refused, *heard)
	}
}

func TestNobodyConfirmsTheirOwnAccessByHand(t *testing.T) {
	o := newOffice(t)
	o.hearWords(0)
	o.handSays(time.Minute, access.HandToGive)
	var own, yes error
	o.decides(10*time.Minute, handsOfGive, access.Decision{PersonID: "ada", Verdict: access.Done}, &own)
	o.decides(11*time.Minute, handsOfGive, access.Decision{PersonID: "olaf", Verdict: access.Approve}, &yes)
	o.ownerSays(3*time.Hour, func(l access.Lease) access.Lease {
		l = l.Finished(o.env.Now(), access.NotGiven, access.System, "Nobody gave it.")
		l.State, l.Hand = access.RefusedLease, access.NoHand
		return l
	})
	if state := o.run(t, withHands(access.ApproverRule{Person: "ada"}, access.ApproverRule{Person: "olaf"})); state != access.RequestNotGranted {
		t.Errorf("ended as %s", state)
	}
	if refusal, is := asRefusal(own); !is || refusal.Code != access.CodeOwnRequest {
		t.Errorf("their own: %v", own)
	}
	if refusal, is := asRefusal(yes); !is || refusal.Code != access.CodeInvalid {
		t.Errorf("an approval of it: %v", yes)
	}
}

func TestThatNobodyCanDoItByHandIsSaid(t *testing.T) {
	o := newOffice(t)
	o.change("olaf", leaves)
	o.change("rhea", leaves)
	o.handSays(time.Minute, access.HandToGive)
	o.ownerSays(3*time.Hour, func(l access.Lease) access.Lease {
		l = l.Finished(o.env.Now(), access.NotGiven, access.System, "Nobody gave it.")
		l.State = access.RefusedLease
		return l
	})
	o.run(t, withHands(access.ApproverRule{Person: "olaf"}))
	said := slices.ContainsFunc(o.audit, func(l access.AuditLine) bool { return l.Action == "hand.impossible" })
	if !said {
		t.Error("the audit log does not say it")
	}
}

func TestThatNobodyCanBeFoundByHandBreaksNothing(t *testing.T) {
	o := newOffice(t)
	o.handSays(time.Minute, access.HandToGive)
	var detail string
	o.env.RegisterDelayedCallback(func() { detail = o.saved.Request.Detail }, 2*time.Minute)
	o.opens(10 * time.Minute)
	o.isOver(70*time.Minute, access.NoHand)
	o.isGone(70 * time.Minute)
	state := o.run(t, withHands(access.ApproverRule{Where: "person.nothing =="}))
	if state != access.RequestCompleted || !strings.Contains(detail, "nobody who could be asked") {
		t.Errorf("ended as %s, said %q", state, detail)
	}
}

func TestWhoLeavesIsNotWaitedForByHand(t *testing.T) {
	o := newOffice(t)
	heard := o.hearWords(0)
	o.handSays(time.Minute, access.HandToGive)
	o.directorySays(5*time.Minute, "olaf", leaves)
	o.decides(10*time.Minute, handsOfGive, access.Decision{PersonID: "rhea", Verdict: access.Done}, nil)
	o.opens(11 * time.Minute)
	o.isOver(71*time.Minute, access.NoHand)
	o.isGone(72 * time.Minute)
	o.run(t, withHands(access.ApproverRule{Person: "olaf"}))
	if len(*heard) != 1 || (*heard)[0].By != "rhea" {
		t.Errorf("the owner heard %+v", *heard)
	}
}
