package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/internal/access"
)

// alarm is the one timer of an owner that waits.
type alarm struct {
	at     time.Time
	timer  workflow.Future
	cancel workflow.CancelFunc
}

// wait sleeps to the next moment something is due, or until something comes in.
func (o *owner) wait(ctx workflow.Context) error {
	until, why := o.nextWake()
	pause := until.Sub(workflow.Now(ctx))
	if pause <= 0 {
		return nil
	}
	options := workflow.TimerOptions{Summary: brief(why + " " + stamp(until))}
	woken := func() bool { return o.changed || (o.work != nil && o.work.future.IsReady()) }
	if !o.oneAlarm {
		_, err := workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{Timeout: pause, TimerOptions: options}, woken)
		return err
	}
	o.set(ctx, until, options)
	return workflow.Await(ctx, func() bool { return woken() || o.alarm.timer.IsReady() })
}

// set has the alarm ring at that moment. One that stands at another is called off: it
// would wake the run for nothing.
func (o *owner) set(ctx workflow.Context, at time.Time, options workflow.TimerOptions) {
	if o.alarm.timer != nil && !o.alarm.timer.IsReady() {
		if o.alarm.at.Equal(at) {
			return
		}
		o.alarm.cancel()
	}
	ctx, cancel := workflow.WithCancel(ctx)
	o.alarm = alarm{at: at, timer: workflow.NewTimerWithOptions(ctx, at.Sub(workflow.Now(ctx)), options), cancel: cancel}
}

// nextWake is the first moment after this turn began at which something is due. It
// may have passed while the turn was at work; then the next turn follows at once.
func (o *owner) nextWake() (until time.Time, why string) {
	until, why = o.lookedAt.Add(longestSleep), "look again at"
	sooner := func(at time.Time, reason string) {
		if at.After(o.lookedAt) && at.Before(until) {
			until, why = at, reason
		}
	}
	if edge, any := access.NextEdge(o.Record.Leases, o.lookedAt); any {
		sooner(edge, "until "+o.label()+" begins or ends,")
	}
	sooner(o.retryAt, "try again at")
	sooner(o.ReadAgainAt, "read once more at")
	sooner(o.startedAt.Add(longestRun), "begin a new run at")
	sooner(o.LookAt, "look whether it was done by hand at")
	if patience, any := o.patience(o.lookedAt); any {
		sooner(patience, "wait for it to be confirmed until")
	}
	if mark, any := o.nextLateMark(o.lookedAt); any && !o.calm {
		sooner(mark, "report as late at")
	}
	for _, lease := range o.Record.Leases {
		sooner(o.passesUntil(lease), "say that it takes longer at")
	}
	if o.unsaved || len(o.incoming) > 0 {
		sooner(o.lookedAt.Add(databaseRetry), "write to the ledger again at")
	}
	return until, why
}
