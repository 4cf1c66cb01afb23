package okta

import (
	"errors"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

var noon = time.Date(2031, 5, 6, 12, 0, 0, 0, time.UTC)

func limits(limit, remaining int, reset time.Time) http.Header {
	header := http.Header{}
	header.Set("X-Rate-Limit-Limit", strconv.Itoa(limit))
	header.Set("X-Rate-Limit-Remaining", strconv.Itoa(remaining))
	header.Set("X-Rate-Limit-Reset", strconv.FormatInt(reset.Unix(), 10))
	return header
}

func TestTheLastCallsOfAMinuteAreLeftForWhatCannotWait(t *testing.T) {
	now := noon
	b := newBudget(func() time.Time { return now })
	b.learn("c", limits(100, 60, noon.Add(time.Minute)), now)
	for _, want := range []struct {
		urgency integrations.Urgency
		calls   int
	}{{integrations.Import, 10}, {integrations.Ordinary, 20}, {integrations.Ending, 5}, {integrations.Urgent, 5}} {
		calls := 0
		for b.take("c", want.urgency) == nil { // each takes what it may
			calls++
		}
		if calls != want.calls {
			t.Errorf("%q took %d calls, want %d", want.urgency, calls, want.calls)
		}
	}
	var later *integrations.RetryLater
	if err := b.take("c", integrations.Urgent); !errors.As(err, &later) || later.At.Truncate(time.Second) != noon.Add(time.Minute) {
		t.Fatalf("want to be told when the minute is over, got %v", err)
	}
	if b.take("other", integrations.Ordinary) != nil {
		t.Error("another class is held back")
	}
	now = noon.Add(time.Minute)
	if err := b.take("c", integrations.Ordinary); err != nil {
		t.Fatalf("the next minute is held back: %v", err)
	}
}

func TestAnAnswerThatWasOvertakenGivesNothingBack(t *testing.T) {
	b := newBudget(func() time.Time { return noon })
	b.learn("c", limits(100, 20, noon.Add(time.Minute)), noon)
	b.learn("c", limits(100, 80, noon.Add(time.Minute)), noon)
	if left := b.windows["c"].remaining; left != 20 {
		t.Fatalf("%d calls are thought to be left", left)
	}
	b.learn("c", limits(100, 99, noon.Add(2*time.Minute)), noon)
	if left := b.windows["c"].remaining; left != 99 {
		t.Fatalf("in the next minute %d calls are thought to be left", left)
	}
}

func TestAShortBlockIsNotMadeLongerByOtherAnswers(t *testing.T) {
	now := noon
	b := newBudget(func() time.Time { return now })
	b.block("c", noon.Add(time.Second)) // a limit on concurrent calls
	b.learn("c", limits(100, 99, noon.Add(time.Minute)), now)
	if b.take("c", integrations.Ending) == nil {
		t.Fatal("a blocked class let a call through")
	}
	now = noon.Add(time.Second)
	if err := b.take("c", integrations.Ordinary); err != nil {
		t.Fatal(err)
	}
}

func TestTheMomentIsToldByThisMachinesClockAndIsNeverFarAway(t *testing.T) {
	for name, one := range map[string]struct {
		reset, date string
		want        time.Duration
	}{
		"clocks agree":      {strconv.FormatInt(noon.Unix()+40, 10), noon.Format(http.TimeFormat), 40 * time.Second},
		"theirs is ahead":   {strconv.FormatInt(noon.Unix()+3640, 10), noon.Add(time.Hour).Format(http.TimeFormat), 40 * time.Second},
		"no date":           {strconv.FormatInt(noon.Unix()+40, 10), "", 40 * time.Second},
		"no moment":         {"", noon.Format(http.TimeFormat), time.Second},
		"nonsense":          {"soon", "", time.Second},
		"concurrent calls":  {"0", noon.Format(http.TimeFormat), time.Second},
		"a year from now":   {strconv.FormatInt(noon.Unix()+31e6, 10), "", 2 * time.Minute},
		"beyond all bounds": {"9223372036854775807", "", 2 * time.Minute},
	} {
		header := http.Header{}
		header.Set("X-Rate-Limit-Reset", one.reset)
		header.Set("Date", one.date)
		if got := resetOf(header, noon).Sub(noon); got != one.want {
			t.Errorf("%s: want %s, got %s", name, one.want, got)
		}
	}
}

func TestPathsCountAgainstOktasClasses(t *testing.T) {
	for path, want := range map[string]string{
		"/api/v1/users": "/api/v1/users", "/api/v1/users/00u1": "/api/v1/users/{id}", "/api/v1/users/00u1/groups": "/api/v1/users/{id}",
		"/api/v1/groups": "/api/v1/groups", "/api/v1/groups/00g1/users/00u1": "/api/v1/groups/{id}",
		"/api/v1/groups/rules": "/api/v1/groups/rules", "/api/v1/groups/rules/0pr1": "/api/v1/groups/rules",
		"/api/v1/apps/0oa1/users": "/api/v1/apps/{id}", "/": "/",
	} {
		if got := classOf(path); got != want {
			t.Errorf("%s counts against %s, want %s", path, got, want)
		}
	}
}
