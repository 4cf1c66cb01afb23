package workflows

import (
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// OwnerInput starts an EntitlementAccess, or carries it on as a new run.
type OwnerInput struct {
	Schema int         `json:"schema"`
	Key    access.Key  `json:"key"`
	State  *OwnerState `json:"state,omitempty"` // nil for the first run of a chain
}

// OwnerState is what one run hands to the next. Fields are only ever added.
type OwnerState struct {
	Record      access.KeyRecord   `json:"record"`
	ReadAgainAt time.Time          `json:"read_again_at,omitzero"`
	Told        []ToldLease        `json:"told,omitempty"`
	Audit       []access.AuditLine `json:"audit,omitempty"` // not yet in the ledger
	Reported    []ReportedLate     `json:"reported,omitempty"`
	Words       []HeardWord        `json:"words,omitempty"`  // of people, not yet held against what is read
	LookAt      time.Time          `json:"look_at,omitzero"` // not before then is it read again whether they did it
	Look        *Look              `json:"look,omitempty"`   // that was asked for and is still to be had
	Limits      []LeaseLimit       `json:"limits,omitempty"`
	Numbered    []NumberedLease    `json:"numbered,omitempty"`
}

// owner is a run of EntitlementAccess: one person's access to one thing. One loop
// with nothing concurrent inside, so that what it does to the outside system is
// in order; updates and signals only change its memory and wake it.
type owner struct {
	OwnerState
	key        access.Key
	terse      bool           // see ownerSchema
	answerOpen bool           // see ownerSchema
	oneAlarm   bool           // see ownerSchema
	calm       bool           // see ownerSchema
	tacit      bool           // see ownerSchema
	alarm      alarm          // where there is one
	answering  int            // hand-overs that are answered when their lease is open
	remembered bool           // the ledger was read
	incoming   []access.Lease // handed over, not yet in the ledger
	work       *effect        // the call to the outside system that is under way
	retryAt    time.Time      // not before then is a refused or failed change tried again
	heard      bool           // they said so since it was read last
	unsaved    bool           // the ledger does not know all of this yet
	behind     bool           // and did not answer when it was last written
	telling    []workflow.Future
	adoptions  []*adoption            // decided about, not yet carried out
	late       []activities.LateInput // noted, nobody was told yet
	paging     int                    // how many of them are being told
	changed    bool                   // something came in since the loop last looked
	cancelled  bool
	lookedAt   time.Time // when this turn of the loop began; every edge after it is still to come
	shown      string    // search attributes as last written
	startedAt  time.Time
	log        log.Logger
}

// EntitlementAccess owns a key for as long as anything of ours is held of it. It
// holds the leases, makes the outside system follow their union, and never gives
// up taking away. Cancelling it ends every lease in order; it can be terminated
// and started again at any time, and goes on from the ledger.
func EntitlementAccess(ctx workflow.Context, input OwnerInput) error {
	o := &owner{
		key: input.Key, terse: input.Schema >= terseSince, answerOpen: input.Schema >= answersOpenFrom, oneAlarm: input.Schema >= oneAlarmSince,
		calm: input.Schema >= calmSince, tacit: input.Schema >= tacitSince,
		startedAt: workflow.Now(ctx), log: workflow.GetLogger(ctx),
	}
	if input.State != nil {
		o.OwnerState, o.remembered, o.unsaved = *input.State, true, true
	}
	if err := o.setup(ctx); err != nil {
		return err
	}
	return o.run(ctx)
}

func (o *owner) setup(ctx workflow.Context) error {
	handlers := []struct {
		name, description string
		handler           any
		validator         any
	}{
		{UpdateAcquire, "Take over a lease of this key", o.acquire, o.mayAcquire},
		{UpdateEnd, "End a lease before its time", o.end, nil},
		{UpdateAdopt, "Decide about what is held without a lease", o.adopt, o.mayAdopt},
	}
	for _, h := range handlers {
		options := workflow.UpdateHandlerOptions{Description: h.description, Validator: h.validator}
		if err := workflow.SetUpdateHandlerWithOptions(ctx, h.name, h.handler, options); err != nil {
			return err
		}
	}
	workflow.Go(ctx, func(ctx workflow.Context) {
		ctx.Done().Receive(ctx, nil)
		o.cancelled, o.changed = true, true
	})
	open, _ := workflow.NewDisconnectedContext(ctx)
	o.listen(open)
	return nil
}

func (o *owner) run(cancellable workflow.Context) error {
	// Nothing that takes access away may be stopped by a cancellation.
	ctx, _ := workflow.NewDisconnectedContext(cancellable)
	if err := o.remember(ctx); err != nil {
		return err
	}
	for {
		o.changed, o.lookedAt = false, workflow.Now(ctx)
		o.collect(ctx)
		o.decide(ctx)
		o.endWhatIsOver(o.lookedAt)
		o.claim(ctx)
		o.converge(ctx)
		o.check(ctx)
		if !o.calm {
			o.reportLate(workflow.Now(ctx))
			o.page(ctx)
		}
		o.settle()
		if !o.savesSoon(workflow.Now(ctx)) {
			o.save(ctx)
		}
		if !o.tacit || !o.changed {
			o.tell(ctx)
			o.describe(ctx)
		}
		if done, err := o.rest(ctx); done {
			return err
		}
	}
}

// rest ends the run where it can end, or waits for the next thing to do.
func (o *owner) rest(ctx workflow.Context) (done bool, err error) {
	if o.changed {
		return false, nil
	}
	if o.finished() {
		return o.close(ctx)
	}
	if o.quiet() && o.oldEnough(ctx) {
		if err := o.attend(ctx); err != nil || !o.quiet() || o.hearOut(ctx) {
			return err != nil, err
		}
		o.dropLeftovers(workflow.Now(ctx))
		return true, workflow.NewContinueAsNewError(ctx, OwnerWorkflow, OwnerInput{Schema: ownerSchema, Key: o.key, State: &o.OwnerState})
	}
	err = o.wait(ctx)
	return err != nil, err
}

// finished means that nothing of ours is held, and the outside system was read to say so.
func (o *owner) finished() bool { return o.over() && !o.unsaved }

// over is the same, whether or not the ledger knows.
func (o *owner) over() bool {
	return !o.holds() && o.quiet() && o.Look == nil && o.ReadAgainAt.IsZero() && o.converged(o.want(time.Time{}))
}

// quiet means that nothing is under way that the next run would not know of.
func (o *owner) quiet() bool {
	return o.work == nil && len(o.incoming) == 0 && o.answering == 0 && len(o.adoptions) == 0 && !o.changed
}

// close settles the key and reports whether the run may end: not if a lease came
// in while it was at it.
func (o *owner) close(ctx workflow.Context) (done bool, err error) {
	if o.markSettled() {
		o.save(ctx)
	}
	err = o.attend(ctx)
	return err != nil || o.finished(), err
}

// markSettled says that nothing of ours is left, and whether that is news.
func (o *owner) markSettled() bool {
	if o.Record.Settled {
		return false
	}
	o.Record.Settled, o.unsaved = true, true
	o.Record.Attention = ""
	return true
}

// attend waits until everybody who was to be told was, or cannot be, and everybody who
// waits for an answer has it. It also lets them run: a turn that found nothing to wait for
// would otherwise be followed by the next at once, for ever.
func (o *owner) attend(ctx workflow.Context) error {
	o.finishTelling(ctx)
	return workflow.Await(ctx, func() bool { return o.changed || workflow.AllHandlersFinished(ctx) && o.paging == 0 })
}

// The bounds of one run: so that no release has to replay what an older one did
// longer ago than this, and no history grows without end.
const (
	longestRun    = 30 * 24 * time.Hour
	longestSleep  = 7 * 24 * time.Hour
	longestStory  = 1500 // events
	databaseRetry = 10 * time.Second
)

func (o *owner) oldEnough(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || info.GetCurrentHistoryLength() > longestStory ||
		workflow.Now(ctx).Sub(o.startedAt) >= longestRun
}
