package integrations

import (
	"errors"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// ReplyOf is the class of what a provider answered to a change; nil is confirmed.
func ReplyOf(outcome error) access.Reply {
	var (
		later   *RetryLater
		refused *Refused
		gone    *Gone
	)
	switch {
	case outcome == nil:
		return access.ReplyConfirmed
	case errors.As(outcome, &later):
		return access.ReplyPutOff
	case errors.As(outcome, &refused):
		return access.ReplyRefused
	case errors.As(outcome, &gone):
		return access.ReplyGone
	default:
		return access.ReplyUnknown
	}
}

// Answered is an attempt with its answer: what was found and the evidence of it, or why
// it failed.
func Answered(effect access.Effect, at time.Time, found access.Holding, evidence string, outcome error) access.Effect {
	effect.Took, effect.Reply = at.Sub(effect.At), ReplyOf(outcome)
	switch {
	case outcome != nil:
		effect.Outcome = outcome.Error()
	case evidence != "":
		effect.Outcome, effect.Found = evidence, &found
	default:
		effect.Outcome, effect.Found = "confirmed", &found
	}
	return effect
}
