package api

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// checkAsk holds an ask against everything that the automation says, and returns it
// as it is recorded: with the answers that are kept, and with what the automation
// fills in.
func (o *operations) checkAsk(ctx context.Context, wanted wish, asked access.Request) (access.Request, error) {
	facts := wanted.facts
	facts.Reason = asked.Reason
	kept, refusals := wanted.plan.CheckAnswers(asked.Answers, facts, o.lookup(ctx))
	if len(refusals) > 0 {
		return asked, severally(refusals)
	}
	asked.Answers = kept
	completed, err := wanted.plan.Complete(asked.Ask, wanted.things, facts)
	if err != nil {
		return asked, err
	}
	asked.Ask = completed
	facts.Answers, facts.Duration = kept, asked.Ask.Length()
	if refusal := wanted.plan.CheckAsk(wanted.things, facts, asked.Ask, o.clock()); refusal != nil {
		if refusal.Field == "duration" {
			return asked, refusal.At("duration_seconds")
		}
		return asked, refusal
	}
	if err := o.checkBlocked(ctx, wanted); err != nil {
		return asked, err
	}
	if err := o.checkHistory(ctx, wanted.plan, asked); err != nil {
		return asked, err
	}
	return asked, o.checkDuplicate(ctx, wanted.things, asked.SubjectID)
}

// checkHistory holds an ask against what the caller asked by the automation before.
func (o *operations) checkHistory(ctx context.Context, plan builder.Plan, asked access.Request) error {
	now := o.clock()
	since := now
	if frequency := trigger(plan).Frequency; frequency != nil {
		since = now.Add(-time.Duration(frequency.Within))
	}
	dates, denied, overdue, err := o.records.AskHistory(ctx, asked.RequesterID, asked.Automation, since)
	if err != nil {
		return err
	}
	refusal := plan.CheckHistory(builder.History{Asked: dates, DeniedAt: denied, ReviewOverdue: overdue}, now)
	if refusal != nil {
		return refusal
	}
	return nil
}

func (o *operations) checkDuplicate(ctx context.Context, things []access.Entitlement, subjectID string) error {
	for _, thing := range things {
		pending, found, err := o.records.PendingDuplicate(ctx, subjectID, thing.ID)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if pending.RequesterID != callOf(ctx).me.ID {
			return access.Refuse(access.CodeDuplicate, "%s has been asked for already, and that is not decided yet.", thing.Label()).At("entitlement")
		}
		return access.Refuse(access.CodeDuplicate, "You have asked for %s already, and that request (%s) is not decided yet.",
			thing.Label(), pending.ID).At("entitlement")
	}
	return nil
}

// severally is all of the refusals in one error; the first stands for them.
func severally(refusals []*access.Refusal) error {
	if len(refusals) == 1 {
		return refusals[0]
	}
	return &several{refusals}
}

type several struct{ refusals []*access.Refusal }

func (s *several) Error() string { return s.refusals[0].Message }

func (s *several) Unwrap() error { return s.refusals[0] }
