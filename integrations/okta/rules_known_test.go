package okta

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

// crowded is Brightwater with so many more people, all of them in the lounge.
func crowded(t *testing.T, count int, limits map[string]int) (*Connector, *oktasim.Sim, *clock, []access.Key) {
	t.Helper()
	seed := oktasim.Company()
	var keys []access.Key
	for i := range count {
		login := fmt.Sprintf("person.%04d@brightwater.example", i)
		seed.Users = append(seed.Users, oktasim.SeedUser{Profile: map[string]any{"login": login, "email": login}})
		keys = append(keys, access.Key{Connector: "okta", Subject: oktasim.UserID(login), Resource: "group/" + oktasim.GroupDemoLounge})
	}
	for i := range seed.Groups {
		if seed.Groups[i].ID == oktasim.GroupDemoLounge {
			for _, user := range seed.Users[len(seed.Users)-count:] {
				seed.Groups[i].Members = append(seed.Groups[i].Members, user.Profile["login"].(string))
			}
		}
	}
	shared := &clock{at: noon}
	sim, err := oktasim.New(oktasim.Options{Token: "t0ken", Seed: seed, Clock: shared.now, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	connector, err := New(Config{OrgURL: server.URL, Token: "t0ken", Insecure: true, Clock: shared.now})
	if err != nil {
		t.Fatal(err)
	}
	return connector, sim, shared, keys
}

// callsOf counts the calls of a method and a route.
func callsOf(sim *oktasim.Sim, method, route string) int {
	count := 0
	for _, request := range sim.Requests() {
		if request.Method == method && request.Route == route {
			count++
		}
	}
	return count
}

func TestAStormOfRemovalsReadsTheRulesOnceInAWhileAndRemovesEachOnce(t *testing.T) {
	const count, perMinute = 200, 160 // 60 removals a minute
	connector, sim, shared, keys := crowded(t, count, map[string]int{classUser: perMinute, classGroup: perMinute, classRules: 20})
	putOff := 0
	for minute := 0; len(keys) > 0 && minute < 10; minute++ {
		var again []access.Key
		var mu sync.Mutex
		var all sync.WaitGroup
		slots := make(chan struct{}, 20)
		for _, key := range keys {
			all.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				removal, err := connector.Deprovision(t.Context(), key)
				var later *integrations.RetryLater
				mu.Lock()
				defer mu.Unlock()
				switch {
				case errors.As(err, &later):
					putOff++
					again = append(again, key)
				case err != nil || removal.Holding.Present:
					t.Errorf("%s: %+v, %v", key, removal, err)
				}
			})
		}
		all.Wait()
		keys = again
		shared.set(shared.now().Add(time.Minute))
	}
	if len(keys) > 0 || refusedByOkta(sim) > 0 {
		t.Fatalf("%d were not removed, Okta refused %d calls", len(keys), refusedByOkta(sim))
	}
	reads := callsOf(sim, "GET", "/api/v1/groups/rules")
	t.Logf("%d reads of the rules, %d put off", reads, putOff)
	if reads > 4 {
		t.Errorf("the rules were read %d times in four minutes", reads)
	}
	if made := callsOf(sim, "DELETE", "/api/v1/groups/{groupId}/users/{userId}"); made != count {
		t.Errorf("%d removals were made of %d: some were put off before they were read back", made, count)
	}
}

func TestRulesAreKnownForSecondsAndThenReadAgain(t *testing.T) {
	connector, sim, shared, keys := crowded(t, 1, nil)
	for _, step := range []struct {
		after time.Duration
		reads int
	}{{0, 1}, {rulesLast - time.Second, 1}, {rulesLast, 2}, {-time.Hour, 3}} {
		shared.set(noon.Add(step.after))
		if _, err := connector.ReadBack(t.Context(), keys[0], nil); err != nil {
			t.Fatal(err)
		}
		if reads := callsOf(sim, "GET", "/api/v1/groups/rules"); reads != step.reads {
			t.Errorf("after %s the rules were read %d times, want %d", step.after, reads, step.reads)
		}
	}
}

func TestRulesThatCouldNotBeReadAreNotKnown(t *testing.T) {
	connector, sim, _, keys := crowded(t, 2, nil)
	if err := sim.Faults().Add(oktasim.Fault{Route: "/api/v1/groups/rules", Method: "GET", Status: 503, Times: 1, LatencyMS: 50}); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() {
		_, err := connector.ReadBack(context.WithoutCancel(t.Context()), keys[0], nil)
		failed <- err
	}()
	for callsOf(sim, "GET", "/api/v1/users/{id}/groups") == 0 {
		time.Sleep(time.Millisecond)
	}
	// Either of the two may be the one that strikes the fault; the other is none the worse.
	_, second := connector.ReadBack(t.Context(), keys[1], nil)
	if first := <-failed; (first == nil) == (second == nil) {
		t.Fatalf("want one of them to fail, got %v and %v", first, second)
	}
	if _, err := connector.ReadBack(t.Context(), keys[0], nil); err != nil {
		t.Fatalf("the failure is remembered: %v", err)
	}
}

func TestWhoeverWaitsForTheRulesKeepsTheirOwnDeadline(t *testing.T) {
	connector, _, _, keys := crowded(t, 1, nil)
	connector.rules.reading <- struct{}{} // somebody reads them, and it takes for ever
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	_, err := connector.ReadBack(ctx, keys[0], nil)
	var unknown *integrations.Unknown
	if !errors.As(err, &unknown) || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("want it to end by its own deadline, got %v", err)
	}
}
