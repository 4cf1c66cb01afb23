package integrations

import (
	"errors"

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
