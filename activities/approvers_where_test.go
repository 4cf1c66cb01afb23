package activities

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/internal/access"
)

// where stands in for the language: an expression is a name of one of these.
func where(compiled *int) func(string) (Chooser, error) {
	return func(expression string) (Chooser, error) {
		*compiled++
		switch expression {
		case "everybody":
			return func(context.Context, access.Person, string, Facts) (bool, error) { return true, nil }, nil
		case "below mara":
			return func(_ context.Context, _ access.Person, manager string, _ Facts) (bool, error) {
				return manager == "mara", nil
			}, nil
		case "below one who left":
			return func(_ context.Context, _ access.Person, manager string, _ Facts) (bool, error) {
				return manager == "gone", nil
			}, nil
		case "beside the requester":
			return func(_ context.Context, person access.Person, _ string, facts Facts) (bool, error) {
				return person.ManagerID == facts.RequesterManager.ManagerID, nil
			}, nil
		case "nothing":
			return func(context.Context, access.Person, string, Facts) (bool, error) {
				return false, errors.New("no such key")
			}, nil
		default:
			return nil, errors.New("syntax error at line 1")
		}
	}
}

func TestAnExpressionThatCannotChooseIsRefusedInASentence(t *testing.T) {
	crowd := company()
	for i := range 51 {
		crowd.people[fmt.Sprint("p", i)] = access.Person{Name: "P", Status: access.Active}
	}
	compiled := 0
	for says, c := range map[string]struct {
		work       *RequestWork
		expression string
	}{
		"not available here":     {&RequestWork{Records: company()}, "everybody"},
		"syntax error at line 1": {&RequestWork{Records: company(), Where: where(&compiled)}, "1 +"},
		"says nothing of Ada":    {&RequestWork{Records: company(), Where: where(&compiled)}, "nothing"},
		"More than 50 people":    {&RequestWork{Records: crowd, Where: where(&compiled)}, "everybody"},
	} {
		_, err := c.work.ResolveApprovers(t.Context(), ResolveInput{FactsInput: about("ada", "ada"), Rules: rules{{Where: c.expression}}})
		var failure *temporal.ApplicationError
		if !errors.As(err, &failure) || failure.Type() != ErrorRefusal || !failure.NonRetryable() || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", c.expression, err)
		}
	}
}

func TestRunningOutOfTimeIsNoFaultOfTheExpression(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	compiled := 0
	work := &RequestWork{Records: company(), Where: where(&compiled)}
	_, err := work.ResolveApprovers(ctx, ResolveInput{FactsInput: about("ada", "ada"), Rules: rules{{Where: "nothing"}}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAnExpressionChoosesAmongTheActiveOnes(t *testing.T) {
	for expression, want := range map[string][]string{
		"everybody":            {"kim", "loop", "lost", "mara", "olaf", "rhea", "vera"},
		"below mara":           nil, // ada asks, and left has left
		"below one who left":   {"kim"},
		"beside the requester": {"mara", "olaf"},
	} {
		compiled := 0
		got := asked(t, &RequestWork{Records: company(), Where: where(&compiled)},
			ResolveInput{FactsInput: about("ada", "ada"), Rules: rules{{Where: expression}}})
		if !slices.Equal(got, want) || compiled != 1 {
			t.Errorf("%s: %v, want %v; read %d times", expression, got, want, compiled)
		}
	}
}
