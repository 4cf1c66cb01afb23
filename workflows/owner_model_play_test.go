package workflows

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

var (
	modelSets  = flag.Int("sets", 300, "how many random sets of leases are played against the model")
	modelFirst = flag.Uint64("first-set", 1, "the seed of the first of them")
)

func TestWhatIsHeldIsTheUnionOfTheLeasesAfterEveryEdge(t *testing.T) {
	var played atomic.Int64
	var failed sync.Map
	var broken atomic.Bool
	started := time.Now()
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for n := played.Add(1); n <= int64(*modelSets) && !broken.Load(); n = played.Add(1) {
				seed := *modelFirst + uint64(n) - 1
				if n%10_000 == 0 {
					fmt.Fprintf(os.Stderr, "%d sets in %s, at seed %d\n", n, time.Since(started).Round(time.Second), seed)
				}
				if err := newModelSet(seed).play(); err != nil {
					broken.Store(true)
					failed.Store(seed, err)
				}
			}
		})
	}
	workers.Wait()
	failed.Range(func(seed, err any) bool {
		smallest, why := newModelSet(seed.(uint64)).shrunk(err.(error))
		t.Errorf("seed %d: %v\nThe smallest set that fails: %v\n%s", seed, err, why, smallest)
		return true
	})
}

// shrunk is the set without everything that is not needed for it to fail.
func (s modelSet) shrunk(why error) (modelSet, error) {
	for smaller := true; smaller; {
		smaller = false
		for _, candidate := range s.without() {
			if err := candidate.play(); err != nil {
				s, why, smaller = candidate, err, true
				break
			}
		}
	}
	return s, why
}

// without are the sets that lack one lease, or one thing that happens to one.
func (s modelSet) without() (sets []modelSet) {
	for i, lease := range s.leases {
		fewer := s
		fewer.leases = slices.Delete(slices.Clone(s.leases), i, i+1)
		sets = append(sets, fewer)
		for j := range lease.acts {
			quieter := s
			quieter.leases = slices.Clone(s.leases)
			quieter.leases[i].acts = slices.Delete(slices.Clone(lease.acts), j, j+1)
			sets = append(sets, quieter)
		}
	}
	return sets
}

// play has the real owner live through the set, and says what was otherwise than the
// model has it.
func (s modelSet) play() error {
	w := &world{leases: map[string]access.Lease{}}
	if s.standing != "" {
		w.held.Present = true
		if s.tiers {
			w.held.Attributes = map[string]string{"tier": s.standing}
		}
	}
	w.renew(monday)
	for _, lease := range s.leases {
		s.hand(w, lease)
	}
	if err := w.live(); err != nil {
		return err
	}
	for id, lease := range w.leases {
		if lease.State.Rank() != access.Ended.Rank() {
			return fmt.Errorf("%s is %s in the end", id, lease.State)
		}
	}
	return s.compare(w)
}

// hand plans everything that happens to a lease.
func (s modelSet) hand(w *world, l modelLease) {
	lease := leaseFor(l.id, l.lasts)
	if l.lasts == 0 {
		lease.From, lease.Ends, lease.State = monday.Add(l.from), monday.Add(l.ends), access.Scheduled
		lease.GiveUp, lease.HardEnd = lease.Ends, lease.Ends
	} else {
		lease.From = monday.Add(l.handed)
		lease.GiveUp = lease.From.Add(24 * time.Hour)
		lease.HardEnd = lease.GiveUp.Add(l.lasts)
	}
	if s.tiers {
		lease.Attributes = []access.Attribute{{Name: "tier", Value: l.tier, Scale: modelScale}}
	}
	w.later(monday.Add(l.handed), func() { w.update(UpdateAcquire, "acquire/"+l.id, lease) })
	granted, rev := lease, 0 // as its request counts, which never hears of limits
	for _, act := range l.acts {
		revise := func(last time.Time) {
			rev++
			handed := granted.Within(last, access.LeaveDate)
			handed.Rev = rev
			w.update(UpdateAcquire, fmt.Sprintf("acquire/%s/%d", l.id, rev), handed)
		}
		w.later(monday.Add(act.at), func() {
			switch act.do {
			case "extend":
				granted = granted.Prolonged(act.by)
				revise(time.Time{})
			case "bound":
				revise(monday.Add(act.by))
			case "limit":
				w.env.SignalWorkflow(SignalLimit, LimitInput{LeaseID: l.id, Last: monday.Add(act.by), Reason: access.LimitLowered, By: "rhea"})
			default:
				w.update(UpdateEnd, "end/"+l.id+act.at.String(), EndInput{LeaseID: l.id, Reason: access.Revoked, By: "rhea"})
			}
		})
	}
}

// live follows owners until everything that was planned is done; what is done while
// none is there starts one.
func (w *world) live() error {
	input := NewOwnerInput(testKey)
	for {
		w.env.ExecuteWorkflow(OwnerWorkflow, input)
		if !w.env.IsWorkflowCompleted() {
			return errors.New("the owner does not come to its end")
		}
		input = NewOwnerInput(testKey)
		now := w.env.Now()
		err := w.env.GetWorkflowError()
		var next *workflow.ContinueAsNewError
		switch {
		case errors.As(err, &next):
			if err := converter.GetDefaultDataConverter().FromPayloads(next.Input, &input); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			waits, any := w.nextPlan()
			if !any {
				return nil
			}
			now = waits
		}
		w.renew(now)
	}
}

func (w *world) nextPlan() (at time.Time, any bool) {
	for _, p := range w.plans {
		if !p.done && (!any || p.at.Before(at)) {
			at, any = p.at, true
		}
	}
	return at, any
}

// compare holds every effect and everything between two edges against the model.
func (s modelSet) compare(w *world) error {
	seen := func(holding access.Holding) string {
		switch {
		case !holding.Present:
			return ""
		case s.tiers:
			return holding.Attributes["tier"]
		default:
			return "-"
		}
	}
	for _, effect := range w.effects {
		at := effect.at.Sub(monday)
		if left := seen(effect.left); left != s.at(at) && left != s.at(at-1) {
			return fmt.Errorf("at %s %s left %q, and neither before (%q) nor after (%q) should that be", at, effect.do, left, s.at(at-1), s.at(at))
		}
	}
	for _, edge := range s.edges() {
		held := s.standing
		for _, effect := range w.effects {
			if effect.at.Sub(monday) <= edge {
				held = seen(effect.left)
			}
		}
		if held != s.at(edge) {
			return fmt.Errorf("after %s is held %q, and should be %q", edge, held, s.at(edge))
		}
	}
	if last := seen(w.held); last != s.standing {
		return fmt.Errorf("in the end is held %q", last)
	}
	return nil
}
