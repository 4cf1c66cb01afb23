package activities

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/internal/access"
)

// owners answers every hand-over with an error.
type owners struct{ err error }

func (o owners) Acquire(context.Context, access.Lease) (access.Lease, error) {
	return access.Lease{}, o.err
}

func TestAHandOverIsGivenUpForANoAndNotForAnEngineThatDoesNotAnswer(t *testing.T) {
	away := fmt.Errorf("%w (%w)", access.Refuse(access.CodeUnavailable, "The engine does not answer right now."), errors.New("connection reset"))
	for _, test := range []struct {
		err   error
		final bool
	}{
		{away, false},
		{errors.New("connection reset"), false},
		{access.Refuse(access.CodeInvalid, "A lease needs an end."), true},
	} {
		work := &RequestWork{Owners: owners{test.err}}
		_, err := work.HandOver(t.Context(), access.Lease{})
		var application *temporal.ApplicationError
		if final := errors.As(err, &application) && application.NonRetryable(); err == nil || final != test.final {
			t.Errorf("%v is final: %t", test.err, final)
		}
	}
}
