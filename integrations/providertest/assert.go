package providertest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// wants is an error of that kind, which says something and gives no secret away.
func wants[E error](t *testing.T, h Harness, doing string, err error) E {
	t.Helper()
	var of E
	if !errors.As(err, &of) {
		t.Fatalf("%s: want %T, got %T: %v", doing, of, err, err)
	}
	if len(err.Error()) < 10 || strings.Contains(err.Error(), h.Secret) {
		t.Errorf("%s: the error says too little or too much: %v", doing, err)
	}
	return of
}

func ok(t *testing.T, doing string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", doing, err)
	}
}

// outside checks what the system holds, past the connector.
func outside(t *testing.T, h Harness, key access.Key, want access.Holding) {
	t.Helper()
	if got := h.Outside(key); !got.Satisfies(want) {
		t.Fatalf("the system holds %+v, want %+v", got, want)
	}
}

var nothing = access.Holding{}

// effects checks how many changes the system made since before.
func effects(t *testing.T, h Harness, before, want int) {
	t.Helper()
	if got := h.Effects() - before; got != want {
		t.Fatalf("the system made %d changes, want %d", got, want)
	}
}

// attempts are the three ways to call a connector for one key.
func attempts(t *testing.T, h Harness, key access.Key) map[string]func() error {
	ctx := context5s(t)
	return map[string]func() error{
		"reading back": func() error {
			_, err := h.Provider.ReadBack(ctx, key, h.names())
			return err
		},
		"provisioning": func() error {
			_, err := h.Provider.Provision(ctx, key, h.held(high))
			return err
		},
		"deprovisioning": func() error {
			_, err := h.Provider.Deprovision(ctx, key)
			return err
		},
	}
}

func unknown(t *testing.T, h Harness, doing string, err error) {
	t.Helper()
	_ = wants[*integrations.Unknown](t, h, doing, err)
}

func within(t *testing.T, limit time.Duration, doing func()) {
	t.Helper()
	began := time.Now()
	doing()
	if took := time.Since(began); took > limit {
		t.Fatalf("it took %s, which is longer than %s", took, limit)
	}
}
