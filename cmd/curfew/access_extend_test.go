package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAccessIsExtended(t *testing.T) {
	answers := map[string]answer{
		"GET /access":               list(lease("l-1", "open", nil)),
		"GET /access/l-1":           ok(lease("l-1", "open", nil)),
		"POST /requests/r-1/extend": problem(http.StatusConflict, "not_extendable", "It was already extended once."),
	}
	if got := serving(t, answers).as("access", "extend", "l-1", "--by", "2h"); got.code != exitRefused || !strings.Contains(got.err, "already extended") {
		t.Errorf("%+v", got)
	}
	if got := serving(t, answers).as("access", "extend", "l-1"); got.code != exitUsage || !strings.Contains(got.err, "--by") {
		t.Errorf("%+v", got)
	}
	answers["POST /requests/r-1/extend"] = ok(map[string]any{"until": time.Now().Add(2*time.Hour + 30*time.Second)})
	curfew := serving(t, answers)
	if got := curfew.as("access", "extend", "l", "--by", "2h", "--reason", "More"); got.code != exitOK || !strings.HasPrefix(got.out, "It ends in 2 h now") {
		t.Errorf("%+v", got)
	}
	if calls := strings.Join(curfew.called(), "\n"); !strings.Contains(calls, `"by_seconds":7200,"reason":"More"`) {
		t.Error(calls)
	}
	answers["POST /requests/r-1/extend"] = ok(map[string]any{"approval_id": "r-1.give.extension.1"})
	if got := serving(t, answers).as("access", "extend", "l-1", "--by", "2h"); got.out != "Asked: it is decided in r-1.give.extension.1.\n" {
		t.Errorf("%+v", got)
	}
}
