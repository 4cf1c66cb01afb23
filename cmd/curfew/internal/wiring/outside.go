package wiring

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/api"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/integrations/hook"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/config"
)

// outsideTime is how long a hook or a fact has to answer one call.
const outsideTime = 20 * time.Second

// Outside makes what asks facts and posts to hooks; it calls nothing. The error
// names every endpoint that cannot be used, and no secret.
func Outside(settings config.Config) (*hook.Outside, error) {
	hooks, wrongHooks := endpoints("hooks", settings.Hooks)
	facts, wrongFacts := endpoints("facts", settings.Facts)
	if err := errors.Join(wrongHooks, wrongFacts); err != nil {
		return nil, err
	}
	return hook.New(hooks, facts, &http.Client{Timeout: outsideTime}, time.Now), nil
}

func endpoints(section string, configured map[string]config.Endpoint) (map[string]hook.Endpoint, error) {
	made := map[string]hook.Endpoint{}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(configured)) {
		given := configured[name]
		endpoint := hook.Endpoint{URL: given.URL.Reveal(), Style: given.Style}
		var err error
		if given.Secret != "" {
			endpoint.Secret, err = hook.ParseSecret(given.Secret.Reveal())
		}
		if err == nil {
			err = endpoint.Check()
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s.%s cannot be used: %w", section, name, err))
		}
		made[name] = endpoint
	}
	return made, errors.Join(errs...)
}

// events makes what verifies signed events, by their source.
func events(configured map[string]config.Endpoint) (map[string]api.VerifyEvent, error) {
	made := map[string]api.VerifyEvent{}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(configured)) {
		secret, err := hook.ParseSecret(configured[name].Secret.Reveal())
		if err != nil {
			errs = append(errs, fmt.Errorf("events.%s.secret cannot be used: %w", name, err))
			continue
		}
		made[name] = func(headers http.Header, body []byte, now time.Time) error {
			return hook.Verify(secret, headers, body, now)
		}
	}
	return made, errors.Join(errs...)
}

// where reads an expression that chooses people.
func where(expression string) (activities.Chooser, error) {
	predicate, err := builder.NewPredicate(expression)
	if err != nil {
		return nil, err
	}
	return func(_ context.Context, candidate access.Person, manager string, facts activities.Facts) (bool, error) {
		decision, err := predicate.Holds(builder.Facts{
			Person: candidate, PersonManager: manager,
			Requester: facts.Requester, RequesterManager: facts.RequesterManager.Login,
			Subject: facts.Subject, SubjectManager: facts.SubjectManager.Login,
			Entitlement: facts.Entitlement,
		})
		return decision.Value, err
	}, nil
}
