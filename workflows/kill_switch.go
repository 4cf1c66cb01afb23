package workflows

import (
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
)

// KillInput starts a KillSwitch, or carries it on as a new run.
type KillInput struct {
	Schema int        `json:"schema"`
	ID     string     `json:"id"`
	What   string     `json:"what"`            // what it ends, for people who read the run
	Sweep  *KillSweep `json:"sweep,omitempty"` // nil for the first run of a chain
}

// KillSweep is where one run stopped and the next goes on. Fields are only ever added.
type KillSweep struct {
	Round int `json:"round"`
	// Page is what is told next, while not everybody of this round was.
	Page     *activities.SweepInput `json:"page,omitempty"`
	Reported time.Duration          `json:"reported,omitempty"` // the last mark of lateness
	Why      string                 `json:"why,omitempty"`      // why somebody could not be told last
	Direct   int                    `json:"direct,omitempty"`   // of how many leases that were ended directly the owners know
}

// kill is a run of KillSwitch.
type kill struct {
	KillSweep
	input KillInput
	found activities.KillState // as read last
	log   log.Logger
}

// KillSwitch ends everything that a kill switch covers, tells those again who do not
// move, says when it is late, and follows it until all of it is confirmed to be gone.
// It may be terminated without harm: it is started again until the switch is done.
// What is blocked is blocked by the switch itself, with or without this run.
func KillSwitch(ctx workflow.Context, input KillInput) error {
	k := &kill{input: input, log: workflow.GetLogger(ctx)}
	if input.Sweep != nil {
		k.KillSweep = *input.Sweep
	}
	return k.run(ctx)
}

func (k *kill) run(ctx workflow.Context) error {
	for {
		if err := k.look(ctx); err != nil {
			return err
		}
		if err := k.sweepDirect(ctx); err != nil {
			return err
		}
		if k.found.Progress.Done() && k.Direct >= k.found.Progress.Direct {
			return k.finish(ctx)
		}
		again, err := k.escalate(ctx)
		if err != nil {
			return err
		}
		if k.Page == nil && (again || k.found.Progress.Unreached() > 0) {
			k.Page = &activities.SweepInput{ID: k.input.ID, Again: again}
		}
		if err := k.sweep(ctx); err != nil {
			return err
		}
		if err := k.rest(ctx); err != nil {
			return err
		}
	}
}

// look reads what the switch covers by now, and how far it has come.
func (k *kill) look(ctx workflow.Context) error {
	var work *activities.KillWork
	var found activities.KillState
	if err := onDatabase(ctx, "look how far it has come", 0, &found, work.ReadKillSwitch, k.input.ID); err != nil {
		return err
	}
	k.found = found
	k.show(ctx, killEnding)
	return nil
}

// sweepDirect has the owners look whose leases somebody ended directly, as where
// Temporal was away. It comes before the end of the switch, and is done again where
// one of them could not be told.
func (k *kill) sweepDirect(ctx workflow.Context) error {
	if k.Page == nil && k.found.Progress.Direct > k.Direct {
		k.Page = &activities.SweepInput{ID: k.input.ID, Direct: true}
		k.Direct = k.found.Progress.Direct
	}
	if k.Page == nil || !k.Page.Direct {
		return nil
	}
	return k.sweep(ctx)
}

// sweep tells everybody who has to end something, leases before requests.
func (k *kill) sweep(ctx workflow.Context) error {
	for k.Page != nil {
		var work *activities.KillWork
		var swept activities.Swept
		if err := workflow.ExecuteActivity(withSweep(ctx), work.SweepKillSwitch, *k.Page).Get(ctx, &swept); err != nil {
			return err
		}
		if k.Page.After == "" && !k.Page.Requests {
			k.Why = ""
		}
		if swept.Failed > 0 {
			k.Why = swept.Why
		}
		if k.Page.Direct && swept.Failed > 0 {
			k.Direct = 0
		}
		switch {
		case swept.Next != "":
			k.Page.After = swept.Next
		case k.Page.Direct:
			k.Page = nil
			return nil
		case !k.Page.Requests:
			k.Page.Requests, k.Page.After = true, ""
		default:
			k.Page = nil
			return nil // a pause comes next, whichever run it is
		}
		if err := k.goOnAsNew(ctx); err != nil {
			return err
		}
	}
	return nil
}

// The pauses between rounds: short while it matters most.
const (
	killFirstPause = 2 * time.Second
	killPause      = 10 * time.Second
	killLongPause  = time.Minute
	killHurry      = 15 * time.Minute // how long it goes by the shorter one
)

func (k *kill) rest(ctx workflow.Context) error {
	pause := killPause
	switch {
	case k.Round < 3:
		pause = killFirstPause << k.Round
	case k.age(ctx) > killHurry:
		pause = killLongPause
	}
	k.Round++
	summary := brief("look again at " + stamp(workflow.Now(ctx).Add(pause)))
	if err := workflow.NewTimerWithOptions(ctx, pause, workflow.TimerOptions{Summary: summary}).Get(ctx, nil); err != nil {
		return err
	}
	return k.goOnAsNew(ctx)
}

// goOnAsNew keeps the history short, however much is to be ended.
func (k *kill) goOnAsNew(ctx workflow.Context) error {
	info := workflow.GetInfo(ctx)
	if !info.GetContinueAsNewSuggested() && info.GetCurrentHistoryLength() <= longestStory {
		return nil
	}
	input := k.input
	input.Sweep = &k.KillSweep
	return workflow.NewContinueAsNewError(ctx, KillWorkflow, input)
}

func (k *kill) age(ctx workflow.Context) time.Duration {
	return workflow.Now(ctx).Sub(k.found.Switch.At)
}

// withSweep is for telling a page of owners and requests, tried without end.
func withSweep(ctx workflow.Context) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:           Queue,
		StartToCloseTimeout: 2 * time.Minute,
		Priority:            temporal.Priority{PriorityKey: priorityUrgent},
		Summary:             "tell everybody who has to end something",
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 30 * time.Second, MaximumAttempts: 0,
		},
	})
}
