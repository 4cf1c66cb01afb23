package workflows

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAKillSwitchIsDoneWhenEverythingItCoversIsConfirmed(t *testing.T) {
	p := newPurge(t)
	p.covers(3)
	p.leases[1].takes = 20 * time.Second
	p.requests = []*purged{{id: "r-1"}, {id: "r-2"}}
	p.run(t)
	if p.k.DoneAt.Before(monday.Add(20*time.Second)) || p.k.DoneAt.After(monday.Add(40*time.Second)) {
		t.Errorf("done at %s", p.k.DoneAt)
	}
	slices.Sort(p.order[:3])
	slices.Sort(p.order[3:])
	if !slices.Equal(p.order, []string{"l-0000", "l-0001", "l-0002", "r-1", "r-2"}) {
		t.Errorf("told were %v: each once, leases before requests", p.order)
	}
	if len(p.messages) != 1 || p.messages[0].PersonID != "olaf" || p.messages[0].About != "kill_switch_done" || !strings.Contains(p.messages[0].Text, "3 leases, all confirmed") ||
		len(p.lines) != 1 || p.lines[0].Action != "kill_switch.done" {
		t.Errorf("said %+v and wrote %+v", p.messages, p.lines)
	}
}

func TestAKillSwitchThatCoversNothingIsDoneAtOnce(t *testing.T) {
	p := newPurge(t)
	p.run(t)
	if !p.k.DoneAt.Equal(monday) {
		t.Errorf("done at %s", p.k.DoneAt)
	}
}

func TestWhoCannotBeReachedIsToldAgainAndKeepsNobodyElse(t *testing.T) {
	p := newPurge(t)
	p.covers(3)
	p.leases[0].unreachable = 50 * time.Second
	p.requests = []*purged{{id: "r-1", unreachable: 30 * time.Second}}
	p.run(t)
	if p.leases[1].overAt != 0 || p.leases[2].overAt != 0 || len(p.leases[1].told) != 1 {
		t.Errorf("the others were told at %v and %v", p.leases[1].told, p.leases[2].told)
	}
	for _, late := range []*purged{p.leases[0], p.requests[0]} {
		if late.overAt < late.unreachable || late.overAt > late.unreachable+killPause {
			t.Errorf("%s could be reached after %s and heard after %s: %v", late.id, late.unreachable, late.overAt, late.told)
		}
	}
	if !slices.Equal(p.leases[0].told[:4], []time.Duration{0, 2 * time.Second, 6 * time.Second, 14 * time.Second}) {
		t.Errorf("tried after %v", p.leases[0].told)
	}
}

func TestWhatSlippedInIsFoundByALaterRound(t *testing.T) {
	p := newPurge(t)
	p.covers(2)
	p.leases[0].takes, p.leases[1].comesUp = 10*time.Second, 5*time.Second
	p.run(t)
	if !p.leases[1].over || p.leases[1].overAt > 15*time.Second {
		t.Errorf("told at %v", p.leases[1].told)
	}
}

func TestALateKillSwitchIsSaidToAdminsAtItsMarksAndOwnersAreToldAgain(t *testing.T) {
	p := newPurge(t)
	p.covers(2)
	p.leases[0].takes = 40 * time.Minute
	p.run(t)
	var said []string
	for _, message := range p.messages {
		said = append(said, message.PersonID+" "+message.About+" "+message.At.Sub(monday).Truncate(time.Minute).String())
	}
	if !slices.Equal(said, []string{
		"olaf kill_switch_late 1m0s", "rhea kill_switch_late 1m0s", "olaf kill_switch_late 5m0s", "rhea kill_switch_late 5m0s",
		"olaf kill_switch_late 15m0s", "rhea kill_switch_late 15m0s", "olaf kill_switch_done 40m0s",
	}) {
		t.Errorf("said %v", said)
	}
	text := p.messages[0].Text
	if !strings.Contains(text, "After 1m a kill switch has not ended everything that Ada holds yet. Of 2 leases, 1 confirmed, 1 ending, 0 not reached yet. l-0000: It is stuck.") {
		t.Errorf("it says %q", text)
	}
	var ids []string
	for _, line := range p.lines {
		ids = append(ids, line.ID)
	}
	if !slices.Equal(ids, []string{"kill-switch/k/late/1", "kill-switch/k/late/5", "kill-switch/k/late/15", "kill-switch/k/done"}) {
		t.Errorf("audited %v", ids)
	}
	var again []time.Duration
	for _, at := range p.leases[0].told {
		again = append(again, at.Truncate(time.Minute))
	}
	if !slices.Equal(again, []time.Duration{0, time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute}) {
		t.Errorf("told again after %v", p.leases[0].told)
	}
}

func TestAKillSwitchThatIsCarriedOutLateSaysSoOnce(t *testing.T) {
	p := newPurge(t)
	p.covers(1)
	p.k.At = monday.Add(-8 * time.Minute)
	p.run(t)
	if len(p.lines) != 2 || p.lines[0].ID != "kill-switch/k/late/5" {
		t.Errorf("audited %+v", p.lines)
	}
}

func TestThousandsOfLeasesAreEndedOverManyRunsAndEachIsToldOnce(t *testing.T) {
	p := newPurge(t)
	p.covers(1500)
	p.requests = []*purged{{id: "r-1"}}
	p.leases[700].unreachable = time.Second
	p.leases[1499].takes = 10 * time.Second
	p.crowded = true
	p.renew(monday)
	runs := p.run(t)
	if runs < 16 || p.k.DoneAt.IsZero() {
		t.Errorf("%d runs, done at %s", runs, p.k.DoneAt)
	}
	for i, lease := range p.leases {
		if want := map[bool]int{true: 2, false: 1}[i == 700]; !lease.over || len(lease.told) != want {
			t.Errorf("%s was told at %v", lease.id, lease.told)
		}
	}
	if !slices.Equal(p.requests[0].told, []time.Duration{0}) {
		t.Errorf("the request was told at %v", p.requests[0].told)
	}
}

func TestALiftedSwitchStillEndsWhatItCovered(t *testing.T) {
	p := newPurge(t)
	p.covers(2)
	p.k.LiftedAt = monday
	p.run(t)
	if !p.leases[0].over || !p.leases[1].over || p.k.DoneAt.IsZero() {
		t.Errorf("done at %s", p.k.DoneAt)
	}
}

func TestARunThatIsStartedAgainSaysNothingTwice(t *testing.T) {
	p := newPurge(t)
	p.covers(1)
	p.leases[0].takes = 10 * time.Minute
	p.run(t)
	first := map[string]access.Message{}
	for _, message := range p.messages {
		first[message.ID] = message
	}
	p.messages, p.lines = nil, nil
	p.renew(monday.Add(7 * time.Minute)) // as if the one before had been terminated
	p.run(t)
	for _, message := range p.messages {
		if _, same := first[message.ID]; !same {
			t.Errorf("new is %s", message.ID)
		}
	}
}

func TestOwnersLookWhereSomebodyEndedALeaseDirectlyBeforeTheSwitchIsDone(t *testing.T) {
	p := newPurge(t)
	p.covers(120)
	for i, lease := range p.leases {
		lease.direct = i > 0
	}
	p.leases[7].unreachable = 30 * time.Second
	p.run(t)
	for _, lease := range p.leases[1:] {
		if len(lease.looked) == 0 || len(lease.told) > 0 {
			t.Errorf("%s looked at %v and was told to end at %v", lease.id, lease.looked, lease.told)
		}
	}
	if last := p.leases[7].looked; last[0] != 0 || last[len(last)-1] < 30*time.Second {
		t.Errorf("who could not be told looked at %v", last)
	}
	if len(p.leases[0].looked) > 0 || len(p.leases[0].told) == 0 || p.k.DoneAt.Sub(monday) < 30*time.Second {
		t.Errorf("%+v, done at %s", p.leases[0], p.k.DoneAt)
	}
}

func TestWhatIsEndedDirectlyWhileASwitchIsCarriedOutIsToldAsWell(t *testing.T) {
	p := newPurge(t)
	p.covers(3)
	p.leases[2].takes = -1
	p.env.RegisterDelayedCallback(func() { p.leases[2].direct = true }, 15*time.Second)
	p.run(t)
	if looked := p.leases[2].looked; len(looked) != 1 || len(p.leases[0].looked) > 0 {
		t.Errorf("looked at %v", looked)
	}
}
