package providertest

import (
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func provisionsOnce(t *testing.T, h Harness) {
	ctx, want, before := context5s(t), h.held(high), h.Effects()
	for range 2 {
		held, err := h.Provider.Provision(ctx, h.Keys[0], want)
		ok(t, "provisioning", err)
		if !held.Satisfies(want) || held.Managed != "" {
			t.Fatalf("want %+v, got %+v", want, held)
		}
	}
	outside(t, h, h.Keys[0], want)
	effects(t, h, before, 1)
}

func deprovisionsOnce(t *testing.T, h Harness) {
	ctx := context5s(t)
	h.Give(h.Keys[0], h.held(low))
	h.Give(h.Keys[1], h.held(low))
	before := h.Effects()
	for range 2 {
		removal, err := h.Provider.Deprovision(ctx, h.Keys[0])
		ok(t, "deprovisioning", err)
		if removal.Holding.Present || removal.Evidence != "" {
			t.Fatalf("want it gone in the ordinary way, got %+v", removal)
		}
	}
	outside(t, h, h.Keys[0], nothing)
	outside(t, h, h.Keys[1], h.held(low))
	effects(t, h, before, 1)
}

func readsWhatIs(t *testing.T, h Harness) {
	ctx, before := context5s(t), h.Effects()
	held, err := h.Provider.ReadBack(ctx, h.Keys[0], h.names())
	ok(t, "reading back", err)
	if held.Present || !held.Covers(h.names()) {
		t.Fatalf("want nothing held and every asked attribute told, got %+v", held)
	}
	effects(t, h, before, 0)
	h.Give(h.Keys[0], h.held(low))
	for range 2 {
		held, err = h.Provider.ReadBack(ctx, h.Keys[0], h.names())
		ok(t, "reading back", err)
		if !held.Satisfies(h.held(low)) || len(held.Attributes) != len(h.names()) {
			t.Fatalf("want %+v and nothing else, got %+v", h.held(low), held)
		}
	}
}

func keepsExisting(t *testing.T, h Harness) {
	h.Give(h.Keys[0], h.held(high))
	before := h.Effects()
	held, err := h.Provider.Provision(context5s(t), h.Keys[0], h.held(high))
	ok(t, "provisioning", err)
	if !held.Satisfies(h.held(high)) {
		t.Fatalf("want %+v, got %+v", h.held(high), held)
	}
	effects(t, h, before, 0)
}

func lowersTier(t *testing.T, h Harness) {
	if h.Tiers == nil {
		t.Skip("keys have no attributes")
	}
	h.Give(h.Keys[0], h.held(high))
	before := h.Effects()
	held, err := h.Provider.Provision(context5s(t), h.Keys[0], h.held(low))
	ok(t, "provisioning", err)
	if !held.Satisfies(h.held(low)) {
		t.Fatalf("want %+v, got %+v", h.held(low), held)
	}
	outside(t, h, h.Keys[0], h.held(low))
	effects(t, h, before, 1)
}

func unsetsAttribute(t *testing.T, h Harness) {
	if h.Tiers == nil {
		t.Skip("keys have no attributes")
	}
	unset := access.Holding{Present: true, Attributes: map[string]string{h.Tiers.Name: ""}}
	h.Give(h.Keys[0], h.held(high))
	for _, key := range h.Keys[:2] { // held already, and new
		held, err := h.Provider.Provision(context5s(t), key, unset)
		ok(t, "provisioning", err)
		if !held.Satisfies(unset) {
			t.Fatalf("want %+v, got %+v", unset, held)
		}
		outside(t, h, key, unset)
	}
}

func keepsOtherAttributes(t *testing.T, h Harness) {
	if h.Beside == nil {
		t.Skip("keys have no second attribute")
	}
	both := h.held(low)
	both.Attributes[h.Beside.Name] = h.Beside.Value
	h.Give(h.Keys[0], both)
	_, err := h.Provider.Provision(context5s(t), h.Keys[0], h.held(high))
	ok(t, "provisioning", err)
	both.Attributes[h.Tiers.Name] = h.Tiers.High
	outside(t, h, h.Keys[0], both)
	_, err = h.Provider.Provision(context5s(t), h.Keys[0], access.Holding{Present: true})
	ok(t, "provisioning without attributes", err)
	outside(t, h, h.Keys[0], both)
}
