package providertest

import (
	"testing"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func refusesCredentials(t *testing.T, h Harness) {
	h.broken(t, WrongPassword, All)
	before := h.Effects()
	for doing, attempt := range attempts(t, h, h.Keys[0]) {
		_ = wants[*integrations.Refused](t, h, doing, attempt())
	}
	effects(t, h, before, 0)
}

func leavesManagedAlone(t *testing.T, h Harness) {
	if h.Managed == (access.Key{}) {
		t.Skip("nothing else manages anything in this system")
	}
	ctx, before := context5s(t), h.Effects()
	held, err := h.Provider.ReadBack(ctx, h.Managed, nil)
	ok(t, "reading back", err)
	if !held.Present || held.Managed == "" {
		t.Fatalf("want it held and managed, got %+v", held)
	}
	_, err = h.Provider.Deprovision(ctx, h.Managed)
	_ = wants[*integrations.Refused](t, h, "deprovisioning", err)
	_, err = h.Provider.Provision(ctx, h.Managed, access.Holding{Present: true})
	ok(t, "provisioning what is there already", err)
	outside(t, h, h.Managed, access.Holding{Present: true})
	effects(t, h, before, 0)
}

func refusesForeignKey(t *testing.T, h Harness) {
	before := h.Effects()
	for _, key := range []access.Key{
		{Connector: h.Keys[0].Connector, Subject: h.Keys[0].Subject, Resource: "no-such-kind/1"},
		{Connector: h.Keys[0].Connector, Subject: h.Keys[0].Subject, Resource: ""},
		{Connector: h.Keys[0].Connector, Subject: "../..", Resource: h.Keys[0].Resource},
		{Connector: h.Keys[0].Connector, Subject: "a b#c?d", Resource: h.Keys[0].Resource},
	} {
		for doing, attempt := range attempts(t, h, key) {
			_ = wants[*integrations.Refused](t, h, doing+" "+key.String(), attempt())
		}
	}
	effects(t, h, before, 0)
}

func subjectGone(t *testing.T, h Harness) {
	gone(t, h, h.RemoveSubject, "subject", "subject absent")
}

func resourceGone(t *testing.T, h Harness) {
	gone(t, h, h.RemoveResource, "resource", "resource absent")
}

func gone(t *testing.T, h Harness, remove func(access.Key), what, evidence string) {
	ctx := context5s(t)
	_, err := h.Provider.Provision(ctx, h.Keys[0], h.held(low))
	ok(t, "provisioning", err)
	remove(h.Keys[0])
	before := h.Effects()
	for _, doing := range []string{"reading back", "provisioning"} {
		missing := wants[*integrations.Gone](t, h, doing, attempts(t, h, h.Keys[0])[doing]())
		if missing.What != what || missing.ID == "" {
			t.Fatalf("%s: want the %s gone, got %+v", doing, what, missing)
		}
	}
	for range 2 {
		removal, err := h.Provider.Deprovision(ctx, h.Keys[0])
		ok(t, "deprovisioning", err)
		if removal.Holding.Present || removal.Evidence != evidence {
			t.Fatalf("want %q as evidence, got %+v", evidence, removal)
		}
	}
	effects(t, h, before, 0)
}
