package cluster_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	enums "go.temporal.io/api/enums/v1"
)

func TestChecksSayWhatIsMissing(t *testing.T) {
	f := fresh()
	c := f.serve(t)
	if err := c.Reach(t.Context()); err != nil {
		t.Errorf("it answers: %v", err)
	}
	if err := c.CheckNamespace(t.Context()); err == nil || !strings.Contains(err.Error(), "curfew migrate") {
		t.Errorf("no namespace: %v", err)
	}
	f.namespaces["curfew"] = true
	f.attributes["CurfewState"] = enums.INDEXED_VALUE_TYPE_KEYWORD
	if err := c.CheckAttributes(t.Context()); err == nil || !strings.Contains(err.Error(), "lacks the search attributes CurfewEndsAt:") {
		t.Errorf("a missing attribute: %v", err)
	}
	f.attributes["CurfewEndsAt"] = enums.INDEXED_VALUE_TYPE_TEXT
	if err := c.CheckAttributes(t.Context()); err == nil || !strings.Contains(err.Error(), "CurfewEndsAt as Text") {
		t.Errorf("another type: %v", err)
	}
	f.locked = true
	delete(f.attributes, "CurfewEndsAt")
	if err := c.CheckAttributes(t.Context()); err == nil || !strings.Contains(err.Error(), "cannot search by") {
		t.Errorf("where attributes may not be listed: %v", err)
	}
	if f.changes != 0 {
		t.Error("looking changed something")
	}
}

func TestReachSaysWhy(t *testing.T) {
	web := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(web.Close)
	for name, address := range map[string]string{"nobody": "127.0.0.1:1", "a web server": strings.TrimPrefix(web.URL, "http://")} {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		if err := connect(t, address).Reach(ctx); err == nil || !strings.Contains(err.Error(), "CURFEW_TEMPORAL_ADDRESS") || !strings.Contains(err.Error(), address) {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
}

func TestEnsureIsRefused(t *testing.T) {
	f := fresh()
	f.locked = true
	c := f.serve(t)
	if _, err := c.Ensure(t.Context(), time.Hour); err == nil || !strings.Contains(err.Error(), "does not let us register") {
		t.Errorf("got %v", err)
	}
	f = fresh()
	f.namespaces["curfew"] = true
	f.attributes["CurfewState"] = enums.INDEXED_VALUE_TYPE_TEXT
	if _, err := f.serve(t).Ensure(t.Context(), time.Hour); err == nil || !strings.Contains(err.Error(), "CurfewState as Text") {
		t.Errorf("got %v", err)
	}
	if f.changes != 0 {
		t.Error("something was changed")
	}
}

func TestEnsureGivesUpInTime(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := connect(t, "127.0.0.1:1").Ensure(ctx, time.Hour); err == nil || !strings.Contains(err.Error(), "does not answer") {
		t.Errorf("got %v", err)
	}
}

func TestEnsure(t *testing.T) {
	f := fresh()
	f.deaf, f.slow = 1, 1
	c := f.serve(t)
	did, err := c.Ensure(t.Context(), time.Hour)
	if err != nil || len(did) != 2 {
		t.Fatalf("%q, %v", did, err)
	}
	if err := c.CheckAttributes(t.Context()); err != nil {
		t.Errorf("not usable afterwards: %v", err)
	}
	if did, err := c.Ensure(t.Context(), time.Hour); err != nil || len(did) != 0 || f.changes != 2 {
		t.Errorf("again: %q, %v, %d changes", did, err, f.changes)
	}
}
