package activities

import (
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// The types of errors that workflows tell apart.
const (
	ErrorRefusal    = "Refusal"    // details: access.Refusal; never retried
	ErrorRefused    = "Refused"    // an outside system will not do it; never retried
	ErrorGone       = "Gone"       // subject or resource does not exist; never retried
	ErrorRetryLater = "RetryLater" // retried when the outside system said
	ErrorUnknown    = "Unknown"    // retried: nobody knows whether it was done
	ErrorBlocked    = "Blocked"    // retried: a kill switch stands, until the owner is told which lease ends
)

// longestWait caps how long a provider can make us wait before we ask again: a
// wrong clock over there must not postpone the end of access by days.
const longestWait = 5 * time.Minute

// applicationError turns an error of the domain into one that workflows can tell
// apart after it travelled through a history. That something is not available is no
// answer, and is tried again. A nil error stays nil.
func applicationError(err error) error {
	var refusal *access.Refusal
	if errors.As(err, &refusal) && refusal.Code != access.CodeUnavailable {
		return temporal.NewApplicationErrorWithOptions(refusal.Message, ErrorRefusal,
			temporal.ApplicationErrorOptions{NonRetryable: true, Details: []any{*refusal}})
	}
	return err
}

// providerError does the same for what a provider answered; now is when it did.
func providerError(err error, now time.Time) error {
	var (
		later   *integrations.RetryLater
		refused *integrations.Refused
		gone    *integrations.Gone
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &later):
		return temporal.NewApplicationErrorWithOptions(later.Error(), ErrorRetryLater, temporal.ApplicationErrorOptions{
			NextRetryDelay: min(max(later.At.Sub(now), time.Second), longestWait),
			Category:       temporal.ApplicationErrorCategoryBenign,
		})
	case errors.As(err, &refused):
		return temporal.NewApplicationErrorWithOptions(refused.Error(), ErrorRefused,
			temporal.ApplicationErrorOptions{NonRetryable: true})
	case errors.As(err, &gone):
		return temporal.NewApplicationErrorWithOptions(gone.Error(), ErrorGone,
			temporal.ApplicationErrorOptions{NonRetryable: true})
	default:
		return temporal.NewApplicationErrorWithOptions(err.Error(), ErrorUnknown, temporal.ApplicationErrorOptions{})
	}
}
