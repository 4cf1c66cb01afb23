package integrations_test

import (
	"context"
	"testing"

	"github.com/curfewhq/curfew/integrations"
)

// What is allowed to use most goes first, and a fifth is never used.
func TestEachUrgencyLeavesCallsForThoseBeforeIt(t *testing.T) {
	for _, c := range []struct{ limit, urgent, ending, ordinary, imports int }{
		{500, 100, 125, 150, 250},
		{100, 20, 25, 30, 50},
		{8, 2, 2, 3, 4},
		{1, 1, 1, 1, 1},
		{0, 0, 0, 0, 0},
	} {
		got := [...]int{
			integrations.Urgent.Reserve(c.limit), integrations.Ending.Reserve(c.limit),
			integrations.Ordinary.Reserve(c.limit), integrations.Import.Reserve(c.limit),
		}
		if got != [...]int{c.urgent, c.ending, c.ordinary, c.imports} {
			t.Errorf("of %d calls %v are left", c.limit, got)
		}
	}
}

func TestUrgencyTravelsWithTheContext(t *testing.T) {
	ctx := context.Background()
	if got := integrations.UrgencyOf(ctx); got != integrations.Ordinary {
		t.Errorf("where nobody said, it is %q", got)
	}
	ctx = integrations.WithUrgency(integrations.WithUrgency(ctx, integrations.Ending), integrations.Urgent)
	if got := integrations.UrgencyOf(ctx); got != integrations.Urgent {
		t.Errorf("the last word was urgent, not %q", got)
	}
}
