package workflows

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// refusalError is a refusal that keeps its code on the way through a history.
func refusalError(refusal *access.Refusal) error {
	if refusal == nil {
		return nil
	}
	return temporal.NewApplicationErrorWithOptions(refusal.Message, activities.ErrorRefusal, temporal.ApplicationErrorOptions{
		NonRetryable: true, Details: []any{*refusal}, Category: temporal.ApplicationErrorCategoryBenign,
	})
}

// asRefusal gets it back.
func asRefusal(err error) (*access.Refusal, bool) {
	var application *temporal.ApplicationError
	if !errors.As(err, &application) || application.Type() != activities.ErrorRefusal {
		return nil, false
	}
	refusal := &access.Refusal{Code: access.CodeConflict, Message: application.Message()}
	if application.HasDetails() {
		if broken := application.Details(refusal); broken != nil {
			refusal.Message = application.Message()
		}
	}
	return refusal, true
}

// isFinal reports whether trying again would change nothing.
func isFinal(err error) bool {
	var application *temporal.ApplicationError
	return temporal.IsCanceledError(err) || errors.As(err, &application) && application.NonRetryable()
}

// sentence is what an outside system said, without Temporal's wrapping.
func sentence(err error) string {
	var application *temporal.ApplicationError
	if errors.As(err, &application) {
		return application.Message()
	}
	return err.Error()
}
