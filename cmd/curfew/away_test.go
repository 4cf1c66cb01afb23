package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func delegation(from, until time.Duration) map[string]any {
	now := time.Now().Add(30 * time.Second)
	return map[string]any{"delegate": card("tomas.berg", "Tomas Berg"), "from": now.Add(from), "until": now.Add(until), "reason": "Holiday"}
}

func TestAwayIsRefused(t *testing.T) {
	var (
		week   = []string{"--from", "2026-03-02T00:00:00Z", "--until", "2026-03-09T00:00:00Z"}
		listed = "GET /me/delegations"
	)
	for name, test := range map[string]struct {
		answers map[string]answer
		args    []string
		code    int
		says    string
	}{
		"to nobody": {
			map[string]answer{"PUT /me/delegations": problem(http.StatusBadRequest, "invalid", "There is nobody with that login.")},
			append(week, "--to", "nobody"), exitRefused, "nobody with that login",
		},
		"over another": {
			map[string]answer{"PUT /me/delegations": problem(http.StatusConflict, "conflict", "There is a delegation already.")},
			append(week, "--to", "tomas.berg"), exitRefused, "a delegation already",
		},
		"back from nowhere":          {map[string]answer{listed: list(delegation(-2*time.Hour, -time.Hour))}, []string{"--remove"}, exitNotFound, "nothing to remove"},
		"back from one of several":   {map[string]answer{listed: list(delegation(-time.Hour, time.Hour), delegation(2*time.Hour, 3*time.Hour))}, []string{"--remove"}, exitUsage, "choose one with --from"},
		"back from what never began": {map[string]answer{listed: list()}, []string{"--remove", "--from", "2026-03-02T00:00:00Z"}, exitNotFound, "There is nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			got := serving(t, test.answers).as(append([]string{"away"}, test.args...)...)
			if got.code != test.code || !strings.Contains(got.err, test.says) || got.out != "" {
				t.Errorf("%+v, want %d and %q", got, test.code, test.says)
			}
		})
	}
}

func TestAwayLists(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /me/delegations": list(
		delegation(-72*time.Hour, -48*time.Hour-time.Minute), delegation(-time.Hour, 2*time.Hour), delegation(48*time.Hour, 72*time.Hour),
	)})
	got := curfew.as("away")
	if got.code != exitOK || !strings.Contains(got.out, "Tomas Berg  ends in 2 h    Holiday") || !strings.Contains(got.out, "begins in 2 d") || strings.Contains(got.out, "ended") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("away", "--over"); !strings.Contains(got.out, "ended 2 d ago") {
		t.Errorf("%+v", got)
	}
	if got := curfew.as("away", "--json"); !strings.Contains(got.out, `"reason": "Holiday"`) {
		t.Errorf("%+v", got)
	}
	if got := serving(t, map[string]answer{"GET /me/delegations": list()}).as("away"); got.out != "Nobody is asked in your place.\n" {
		t.Errorf("%+v", got)
	}
}

func TestAwayIsSet(t *testing.T) {
	curfew := serving(t, map[string]answer{"PUT /me/delegations": ok(delegation(time.Hour, 2*time.Hour))})
	got := curfew.as("away", "--to", "tomas.berg", "--from", "2026-03-02T09:00:00+01:00", "--until", "2026-03-09T09:00:00+01:00", "--reason", "Holiday")
	if got.code != exitOK || !strings.HasPrefix(got.out, "From ") || !strings.Contains(got.out, "Tomas Berg is asked in your place. What waits for you already stays with you.") {
		t.Errorf("%+v", got)
	}
	if sent, want := curfew.called()[0], `{"delegate":"tomas.berg","from":"2026-03-02T09:00:00+01:00","until":"2026-03-09T09:00:00+01:00","reason":"Holiday"}`; !strings.HasSuffix(sent, want) {
		t.Errorf("%s, want %s", sent, want)
	}
	if got := curfew.as("away", "--to", "tomas.berg", "--until", "2126-03-09T09:00:00Z", "--json"); got.code != exitOK || !strings.Contains(got.out, `"name": "Tomas Berg"`) {
		t.Errorf("%+v", got)
	}
}

func TestAwayIsRemoved(t *testing.T) {
	over, now, coming := delegation(-72*time.Hour, -48*time.Hour-time.Minute), delegation(-time.Hour, 2*time.Hour), delegation(48*time.Hour, 72*time.Hour)
	coming["delegate"] = card("eli.novak", "Eli Novak")
	for name, test := range map[string]struct {
		listed answer
		args   []string
		who    string
	}{
		"the only one":         {list(over, now), nil, "Tomas Berg"},
		"the one that is said": {list(over, now, coming), []string{"--from", coming["from"].(time.Time).Format(time.RFC3339Nano)}, "Eli Novak"},
	} {
		t.Run(name, func(t *testing.T) {
			curfew := serving(t, map[string]answer{"GET /me/delegations": test.listed, "DELETE /me/delegations": {http.StatusNoContent, nil}})
			got := curfew.as(append([]string{"away", "--remove"}, test.args...)...)
			if got.code != exitOK || got.out != test.who+" is not asked in your place any more. What they were asked stays with them.\n" {
				t.Errorf("%+v", got)
			}
			if calls := strings.Join(curfew.called(), "\n"); !strings.Contains(calls, "DELETE /me/delegations") {
				t.Error(calls)
			}
		})
	}
	curfew := serving(t, map[string]answer{"GET /me/delegations": list(now), "DELETE /me/delegations": {http.StatusNoContent, nil}})
	if got := curfew.as("away", "--remove", "--json"); got.code != exitOK || !strings.Contains(got.out, `"items"`) {
		t.Errorf("%+v", got)
	}
}
