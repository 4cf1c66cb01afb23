package simulation

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// world is the pretend company with everything around it.
type world struct {
	ctx     context.Context
	engine  *engine
	record  *record
	systems *systems
	outside *outside
	downs   *downs
	logins  map[string]string // by id
	plans   []published       // in the order they were given
	things  map[string]access.Entitlement
	leavers workflows.LeaverNotice
	current int // the input that is being done
	inputs  []Input
	sent    int // decisions so far, for their ids
	refused []Refused
	found   []Searched
}

// published is a plan as requests are made by it.
type published struct {
	builder.Published
	plan builder.Plan
}

// Run runs everything that the inputs cause, until every request is over and nothing
// of ours is held. An error means that the setup is not sound, that the limits were
// reached or that Curfew itself broke; what happened until then is in the report.
func Run(ctx context.Context, setup Setup, inputs []Input) (report Report, err error) {
	w := &world{
		ctx: ctx, inputs: inputs, logins: map[string]string{}, things: map[string]access.Entitlement{},
		engine: newEngine(ctx, setup.Start, setup.Limits.orDefault()), leavers: setup.Leavers,
	}
	w.downs = &w.engine.downs
	if len(w.leavers.To) == 0 {
		w.leavers.To = []string{"manager"}
	}
	if w.record, err = openRecord(ctx, setup.Directory, w.engine.now); err != nil {
		return Report{}, fmt.Errorf("the record of a simulation could not be opened: %w", err)
	}
	defer func() { err = errors.Join(err, w.record.close()) }()
	if err := w.furnish(setup); err != nil {
		return Report{}, err
	}
	if err := w.publish(setup); err != nil {
		return Report{}, err
	}
	if err := w.schedule(setup.Start); err != nil {
		return Report{}, err
	}
	w.employ()
	broken := w.engine.run()
	report, err = w.report()
	return report, errors.Join(broken, err)
}

// schedule puts the inputs into order. What is true for a while is known from the
// start, so that it counts before everything else of its moment.
func (w *world) schedule(start time.Time) error {
	var faults faults
	for i, input := range w.inputs {
		if input.Do == nil || input.At.Before(start) {
			return access.Refuse(access.CodeInvalid, "Input %d does nothing, or is before the start of the simulation.", i)
		}
		at := input.At.UTC()
		switch does := input.Do.(type) {
		case Fault:
			faults = append(faults, spell[Fault]{at, does.Until, does})
		case FactIs:
			w.outside.facts = append(w.outside.facts, spell[FactIs]{at, does.Until, does})
		case PlatformDown:
			w.downs.platform = append(w.downs.platform, spell[error]{at, does.Until, errPlatformDown})
		case RecordDown:
			w.downs.record = append(w.downs.record, spell[error]{at, does.Until, errRecordDown})
		case TemporalDown:
			w.downs.temporal = append(w.downs.temporal, spell[error]{at, does.Until, errTemporalDown})
		default:
			w.engine.events = append(w.engine.events, scheduled{at: at, do: func() { w.do(i) }})
		}
	}
	w.systems.faults, w.outside.faults = faults, faults
	slices.SortStableFunc(w.engine.events, func(a, b scheduled) int { return a.at.Compare(b.at) })
	return nil
}

// employ gives the engine the real activities, with what is pretended behind them.
func (w *world) employ() {
	quiet := slog.New(slog.DiscardHandler)
	bench := w.engine.activities
	books := ledger{record: w.record, down: w.downs.ofStatements}
	bench.register(&activities.RequestWork{Records: w.record, Owners: owners{w.engine}, Where: chooser}, w.downs.ofStatements)
	bench.register(&activities.LedgerWork{Ledger: w.record}, w.downs.ofStatements)
	bench.register(&activities.LeaverWork{Records: w.record, Leavers: w.record}, w.downs.ofStatements)
	bench.register(&activities.LateWork{Records: w.record, Leavers: w.record}, w.downs.ofStatements)
	bench.register(&activities.ConnectorWork{Provider: w.systems, Ledger: books, Clock: w.engine.now, Log: quiet}, w.downs.ofActivities)
	bench.register(&activities.KillWork{Directory: w.record, Switches: w.record, Enders: enders{w.engine}, AtOnce: 1, Clock: w.engine.now}, w.downs.ofStatements)
	bench.register(&activities.OutsideWork{Outside: w.outside, Clock: w.engine.now}, w.downs.ofActivities)
}

// do does one input and notes where it was refused.
func (w *world) do(i int) {
	w.current = i
	if why := w.downs.ofInputs(); why != nil {
		w.answered(i, access.Refuse(access.CodeUnavailable, "It cannot be done now: %s.", why))
		return
	}
	w.answered(i, w.inputs[i].Do.act(w))
}

// answered notes a no. Any other error ends the simulation.
func (w *world) answered(i int, err error) {
	var refusal *access.Refusal
	switch err = asRefusal(err); {
	case err == nil:
	case errors.As(err, &refusal):
		w.refused = append(w.refused, Refused{
			Input: i, At: w.engine.now(), Code: refusal.Code, Field: refusal.Field, Message: refusal.Message,
		})
	default:
		w.engine.fail(fmt.Errorf("input %d: %w", i, err))
	}
}

// chooser reads expressions that choose approvers, as the worker does.
func chooser(expression string) (activities.Chooser, error) {
	predicate, err := builder.NewPredicate(expression)
	if err != nil {
		return nil, err
	}
	return func(_ context.Context, candidate access.Person, manager string, facts activities.Facts) (bool, error) {
		decision, err := predicate.Holds(builder.Facts{
			Person: candidate, PersonManager: manager,
			Requester: facts.Requester, RequesterManager: facts.RequesterManager.Login,
			Subject: facts.Subject, SubjectManager: facts.SubjectManager.Login, Entitlement: facts.Entitlement,
		})
		return decision.Value, err
	}, nil
}

func appOf(entitlement string) string {
	app, _, _ := strings.Cut(entitlement, "/")
	return app
}
