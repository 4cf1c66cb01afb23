package okta

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// spent takes calls until there are none and returns how many there were.
func spent(b *budget, urgency integrations.Urgency) int {
	count := 0
	for b.take("c", urgency) == nil {
		count++
	}
	return count
}

func TestWhatWorkWasPromisedIsLeftToItAndTheRestGivenBack(t *testing.T) {
	now := noon
	b := newBudget(func() time.Time { return now })
	b.learn("c", limits(100, 40, noon.Add(time.Minute)), now) // 15 for ends
	work, err := b.allow(calls{"c": 10}, integrations.Ending)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.allow(calls{"c": 6}, integrations.Ending); err == nil {
		t.Error("more was promised than there is")
	}
	if count := spent(b, integrations.Ending); count != 5 {
		t.Errorf("others took %d calls", count)
	}
	for range 7 {
		if err := b.use("c", integrations.Ending, work); err != nil {
			t.Fatalf("a promise is not kept: %v", err)
		}
	}
	work.close()
	work.close() // a second time gives nothing back
	if count := spent(b, integrations.Ending); count != 3 {
		t.Errorf("%d calls were given back", count)
	}
}

func TestAPromiseIsKeptInTheNextMinute(t *testing.T) {
	now := noon
	b := newBudget(func() time.Time { return now })
	b.learn("c", limits(100, 90, noon.Add(time.Minute)), now)
	work, err := b.allow(calls{"c": 10}, integrations.Ending)
	if err != nil {
		t.Fatal(err)
	}
	now = noon.Add(time.Minute)
	if count := spent(b, integrations.Ending); count != 65 {
		t.Errorf("others took %d calls of the next minute", count)
	}
	if err := b.use("c", integrations.Ending, work); err != nil {
		t.Fatal(err)
	}
}

func TestAnAnswerOfAMinuteThatIsOverSaysNothingOfThePresentOne(t *testing.T) {
	now := noon
	b := newBudget(func() time.Time { return now })
	b.learn("c", limits(100, 25, noon.Add(time.Minute)), now)
	now = noon.Add(time.Minute)
	if err := b.take("c", integrations.Ending); err != nil {
		t.Fatal(err)
	}
	b.learn("c", limits(100, 24, noon.Add(time.Minute)), now) // it was on its way for long
	if count := spent(b, integrations.Ending); count != 74 {
		t.Errorf("%d calls are thought to be left", count)
	}
}

func TestWhatTakesMoreThanAMinuteHasBeginsAllTheSame(t *testing.T) {
	now := noon
	b := newBudget(func() time.Time { return now })
	b.learn("c", limits(4, 4, noon.Add(time.Minute)), now)
	if _, err := b.allow(calls{"c": 30}, integrations.Ordinary); err != nil {
		t.Fatal(err)
	}
}
