package builder

import (
	"slices"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// History is what somebody did by an automation before.
type History struct {
	// Asked is when they asked, in any order; at least for as long as the plan looks back.
	Asked []time.Time
	// DeniedAt is when they were last denied; zero is never.
	DeniedAt time.Time
	// ReviewOverdue tells that a review of something they held is overdue.
	ReviewOverdue bool
}

// CheckHistory says why somebody may not ask again at this moment, and from when
// they may, or nil.
func (p Plan) CheckHistory(history History, now time.Time) *access.Refusal {
	request := p.request()
	if history.ReviewOverdue && p.blocks() {
		return access.Refuse(access.CodeReviewOverdue, "What you held by this before still has to be reviewed. You may ask again once that is done.")
	}
	if again := history.DeniedAt.Add(time.Duration(request.CoolDown)); !history.DeniedAt.IsZero() && again.After(now) {
		return access.Refuse(access.CodeTooOften, "You were denied this on %s. You may ask again from %s.", Moment(history.DeniedAt, "UTC"), Moment(again, "UTC"))
	}
	if request.Frequency == nil {
		return nil
	}
	return request.Frequency.check(history.Asked, now)
}

func (f FrequencyRule) check(asked []time.Time, now time.Time) *access.Refusal {
	within := time.Duration(f.Within)
	recent := slices.DeleteFunc(slices.Clone(asked), func(at time.Time) bool { return !at.Add(within).After(now) })
	if f.Most < 1 || len(recent) < f.Most {
		return nil
	}
	slices.SortFunc(recent, func(a, b time.Time) int { return b.Compare(a) })
	again := recent[f.Most-1].Add(within) // when fewer than that many are left
	return access.Refuse(access.CodeTooOften, "This may be asked for %s within %s, and you have. You may ask again from %s.", times(f.Most), f.Within, Moment(again, "UTC"))
}

func times(count int) string {
	if count == 1 {
		return "once"
	}
	return numberWords(float64(count)) + " times"
}

// blocks tells whether an overdue review stands in the way of asking again.
func (p Plan) blocks() bool {
	return slices.ContainsFunc(p.Steps, func(step Step) bool { return step.Review != nil && step.Review.Blocks })
}
