package workflows

import (
	"slices"
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// LeaverNotice is who is told of people who left.
type LeaverNotice struct {
	// To are words: "manager", a login, or "group:NAME"; see activities.AudienceInput.
	To []string `json:"to,omitempty"`
	// Hooks are told as well, by their names in the configuration.
	Hooks []string `json:"hooks,omitempty"`
}

// LeaverInput starts a Leaver.
type LeaverInput struct {
	Schema   int          `json:"schema"`
	PersonID string       `json:"person_id"`
	Name     string       `json:"name"` // for people who read the run
	LeftAt   time.Time    `json:"left_at"`
	Notice   LeaverNotice `json:"notice"`
}

// leaver is a run of Leaver.
type leaver struct {
	input LeaverInput
	found activities.LeaverState // as read last
	log   log.Logger
}

// Leaver tells once what became of everything that somebody held or asked for when
// they became inactive: as soon as all that has to end is confirmed to have ended,
// and otherwise after five minutes, with what is not. It ends nothing itself and may
// be terminated without harm; another run of it tells nobody a second time.
func Leaver(ctx workflow.Context, input LeaverInput) error {
	l := &leaver{input: input, found: activities.LeaverState{Name: input.Name}, log: workflow.GetLogger(ctx)}
	return l.run(ctx)
}

func (l *leaver) run(ctx workflow.Context) error {
	if err := l.follow(ctx); err != nil {
		return err
	}
	if len(l.found.Items) == 0 {
		l.show(ctx, leaverHeldNothing)
		return l.keep(ctx, nil, l.line(ctx, "nothing", "leaver.held_nothing", l.headline()))
	}
	if err := l.tell(ctx); err != nil {
		return err
	}
	l.show(ctx, leaverTold)
	return l.postAll(ctx)
}

// The bounds of waiting for ends to be confirmed.
const (
	leaverPatience  = 5 * time.Minute
	leaverFirstLook = time.Second
	leaverLastLook  = 30 * time.Second
)

// follow reads what became of everything until it is settled or the time is out.
func (l *leaver) follow(ctx workflow.Context) error {
	until := workflow.Now(ctx).Add(leaverPatience)
	for pause := leaverFirstLook; ; pause = min(2*pause, leaverLastLook) {
		var work *activities.LeaverWork
		var found activities.LeaverState
		in := activities.LeaverInput{PersonID: l.input.PersonID, LeftAt: l.input.LeftAt}
		if err := onDatabase(ctx, "what "+l.found.Name+" held", 0, &found, work.ReadLeaver, in); err != nil {
			return err
		}
		l.found = found
		workflow.SetCurrentDetails(ctx, l.text())
		left := until.Sub(workflow.Now(ctx))
		if l.settled() || left <= 0 {
			return nil
		}
		if err := l.sleep(ctx, min(pause, left)); err != nil {
			return err
		}
	}
}

func (l *leaver) settled() bool {
	return !slices.ContainsFunc(l.found.Items, func(item access.LeaverItem) bool { return !item.Settled() })
}

func (l *leaver) sleep(ctx workflow.Context, pause time.Duration) error {
	summary := brief("look again at " + stamp(workflow.Now(ctx).Add(pause)))
	return workflow.NewTimerWithOptions(ctx, pause, workflow.TimerOptions{Summary: summary}).Get(ctx, nil)
}

// What operators search runs of Leaver by, in the attribute of states.
const (
	leaverWaiting     = "waiting"
	leaverTold        = "told"
	leaverHeldNothing = "held_nothing"
)

func (l *leaver) show(ctx workflow.Context, state string) {
	err := workflow.UpsertTypedSearchAttributes(
		ctx,
		temporal.NewSearchAttributeKeyKeyword(attributeState).ValueSet(state),
		temporal.NewSearchAttributeKeyBool(attributeAttention).ValueSet(!l.settled()),
	)
	if err != nil {
		l.log.Warn("search attributes could not be written", "error", err)
	}
}
