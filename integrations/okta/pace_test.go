package okta

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

// clock is one that the test and the simulator share.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// tight is Brightwater with few calls a minute.
func tight(t *testing.T, limits map[string]int) (*Connector, *oktasim.Sim, *clock) {
	t.Helper()
	shared := &clock{at: noon}
	sim, err := oktasim.New(oktasim.Options{Token: "t0ken", Seed: oktasim.Company(), Clock: shared.now, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	connector, err := New(Config{OrgURL: server.URL, Token: "t0ken", Insecure: true, Clock: shared.now})
	if err != nil {
		t.Fatal(err)
	}
	return connector, sim, shared
}

func refusedByOkta(sim *oktasim.Sim) int {
	count := 0
	for _, request := range sim.Requests() {
		if request.Status == 429 {
			count++
		}
	}
	return count
}

func TestEndsStillGoThroughWhenBeginningsHaveToWait(t *testing.T) {
	connector, sim, shared := tight(t, map[string]int{"/api/v1/users/{id}": 40})
	key := access.Key{Connector: "okta", Subject: oktasim.UserID(oktasim.LoginAdaLindqvist), Resource: "group/" + oktasim.GroupDemoLounge}
	if _, err := connector.Provision(t.Context(), key, access.Holding{Present: true}); err != nil {
		t.Fatal(err)
	}
	var later *integrations.RetryLater
	for range 100 {
		if _, err := connector.ReadBack(t.Context(), key, nil); errors.As(err, &later) {
			break
		}
	}
	if later == nil || !later.At.Equal(noon.Add(time.Minute)) {
		t.Fatalf("want beginnings to be told to wait for the next minute, got %v", later)
	}
	if _, err := connector.Deprovision(t.Context(), key); err != nil {
		t.Fatalf("the end has to wait: %v", err)
	}
	if count := refusedByOkta(sim); count != 0 {
		t.Fatalf("Okta had to refuse %d calls", count)
	}
	shared.set(later.At)
	if _, err := connector.Provision(t.Context(), key, access.Holding{Present: true}); err != nil {
		t.Fatalf("the next minute: %v", err)
	}
}

func TestAnImportWaitsForMinutesAndGetsEverything(t *testing.T) {
	connector, sim, shared := tight(t, map[string]int{"/api/v1/groups/{id}": 8})
	waits := 0
	connector.pause = func(_ context.Context, until time.Time, _ func() time.Time) error {
		waits++
		shared.set(until)
		return nil
	}
	count := 0
	for _, err := range connector.People(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		count++
	}
	if count != 26 || waits < 2 || refusedByOkta(sim) != 0 {
		t.Fatalf("%d people, %d waits, %d calls refused", count, waits, refusedByOkta(sim))
	}
}

func TestThePaceFollowsWhatTheAnswersSay(t *testing.T) {
	connector, _, _ := tight(t, map[string]int{classUser: 1200, classGroup: 50, classApp: 120})
	if pace := connector.Pace(); pace.RemovalsPerMinute != RemovalsPerMinute() || pace.RemovalsPerMinute != 187 || pace.ProvisionsPerMinute != 116 {
		t.Errorf("where nothing is known it is %+v", pace)
	}
	ada := oktasim.UserID(oktasim.LoginAdaLindqvist)
	for _, step := range []struct {
		resource             string
		removals, provisions int
	}{
		{"app/" + oktasim.AppSalesforce, 22, 21},
		{"group/" + oktasim.GroupDemoLounge, 18, 17},
	} {
		if _, err := connector.ReadBack(t.Context(), access.Key{Connector: "okta", Subject: ada, Resource: step.resource}, nil); err != nil {
			t.Fatal(err)
		}
		if pace := connector.Pace(); pace.RemovalsPerMinute != step.removals || pace.ProvisionsPerMinute != step.provisions {
			t.Errorf("after a look at %s it is %+v", step.resource, pace)
		}
	}
}

// What RemovalsPerMinute counts on.
func TestARemovalTakesTwoCallsOfEachLimit(t *testing.T) {
	connector, sim, shared := tight(t, nil)
	key := access.Key{Connector: "okta", Subject: oktasim.UserID(oktasim.LoginAdaLindqvist), Resource: "group/" + oktasim.GroupDemoLounge}
	if _, err := connector.Provision(t.Context(), key, access.Holding{Present: true}); err != nil {
		t.Fatal(err)
	}
	shared.set(noon.Add(time.Minute)) // when Okta's own lists show it
	before := len(sim.Requests())
	if _, err := connector.Deprovision(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	made := map[string]int{}
	for _, request := range sim.Requests()[before:] {
		path, _, _ := strings.Cut(request.Path, "?")
		made[classOf(path)]++
	}
	for class, calls := range made {
		if calls > 2 {
			t.Errorf("%d calls of %s", calls, class)
		}
	}
	if made["/api/v1/groups/{id}"] != 2 {
		t.Errorf("calls were made of %v", made)
	}
}
