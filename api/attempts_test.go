package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhoSeesALeaseSeesWhatWasTried(t *testing.T) {
	h := newHouse(t)
	lease := h.records.leases[0]
	h.records.ledger.effects = []access.Effect{
		{
			ID: "off", Key: lease.Key, Do: access.EffectTake, Attempt: 1, First: 1, Last: 40, At: today, LastAt: today.Add(time.Minute),
			Took: 30 * time.Millisecond, Reply: access.ReplyPutOff, Outcome: "used up; again at 09:01",
		},
		{
			ID: "gave", Key: lease.Key, Do: access.EffectGive, Attempt: 1, First: 1, Last: 1, At: today, LastAt: today, Leases: []string{leaseID},
			Want:  access.Holding{Present: true, Attributes: map[string]string{"tier": "Pro", "role": ""}},
			Reply: access.ReplyConfirmed, Outcome: "confirmed", Found: &access.Holding{Present: true},
		},
		{ID: "others", Key: access.Key{Connector: "okta", Subject: "x", Resource: "y"}},
	}
	for _, who := range []string{"carl", "root", "audrey"} {
		shown := h.call(who, "GET", "/access/"+leaseID+"/attempts?limit=1", nil).expect(200)
		if shown.at("items", 0, "times") != 40.0 || shown.text("items", 0, "action") != "take" || shown.text("items", 0, "reply") != "put_off" || shown.at("items", 0, "found") != nil {
			t.Errorf("%s: %s", who, shown.body)
		}
		shown = h.call(who, "GET", "/access/"+leaseID+"/attempts?limit=1&cursor="+shown.text("next"), nil).expect(200)
		if shown.text("items", 0, "want") != "held, role unset, tier Pro" || shown.text("items", 0, "found") != "held" || shown.text("items", 0, "leases", 0) != leaseID || shown.at("next") != nil {
			t.Errorf("%s: %s", who, shown.body)
		}
	}
}

func TestALeaseSaysWhenItsEndWasIssued(t *testing.T) {
	h := newHouse(t)
	h.records.leases[0].IssuedAt = today.Add(time.Second)
	if shown := h.call("carl", "GET", "/access/"+leaseID, nil).expect(200); shown.text("issued_at") != "2026-03-02T09:00:01Z" {
		t.Errorf("%s", shown.body)
	}
}
