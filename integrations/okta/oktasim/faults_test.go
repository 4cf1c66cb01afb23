package oktasim

import (
	"testing"
)

func TestAFaultThatCouldNeverStrikeIsRefused(t *testing.T) {
	faults := newFaults()
	for _, fault := range []Fault{
		{},
		{Drop: "sometimes"},
		{Status: 200},
		{Status: 500, Drop: DropBefore},
		{Drop: DropAfter, LateMS: 5},
		{Status: 500, Times: -1},
		{Route: "/api/v1/nothing", Status: 500},
		{Route: "/api/v1/users", Method: "PUT", Status: 500},
		{Status: 500, LateMS: 5},
	} {
		if err := faults.Add(Fault{Status: 500}, fault); err == nil {
			t.Errorf("%+v was taken", fault)
		}
	}
	if len(faults.List()) != 0 {
		t.Error("a list with a wrong fault was taken in part")
	}
}

func TestALostConnectionHasItsEffectOrNot(t *testing.T) {
	o := brightwater(t)
	path := "/api/v1/groups/" + GroupDemoLounge + "/users/" + UserID(LoginAdaLindqvist)
	for drop, effect := range map[string]bool{DropBefore: false, DropAfter: true} {
		_ = o.sim.faults.Add(Fault{Route: "/api/v1/groups/{groupId}/users/{userId}", Method: "PUT", Drop: drop, Times: 1})
		if _, err := o.try("PUT", path, nil); err == nil {
			t.Fatalf("%s: an answer arrived", drop)
		}
		if o.sim.Member(GroupDemoLounge, UserID(LoginAdaLindqvist)) != effect {
			t.Fatalf("%s: want the effect %v", drop, effect)
		}
		o.want(204, "", "DELETE", path, nil)
	}
}

func TestALateEffectLandsAfterItsCallerGaveUp(t *testing.T) {
	o := brightwater(t)
	path := "/api/v1/groups/" + GroupDemoLounge + "/users/" + UserID(LoginAdaLindqvist)
	_ = o.sim.faults.Add(Fault{Method: "PUT", LateMS: 3_600_000, Times: 1})
	if _, err := o.try("PUT", path, nil); err == nil {
		t.Fatal("an answer arrived")
	}
	o.want(204, "", "DELETE", path, nil)
	if landed := o.sim.faults.Land(); landed != 1 || !o.sim.Member(GroupDemoLounge, UserID(LoginAdaLindqvist)) {
		t.Fatalf("%d effects landed", landed)
	}
	if o.sim.faults.Land() != 0 {
		t.Fatal("an effect landed twice")
	}
	requests := o.sim.Requests()
	if last := requests[len(requests)-1]; len(requests) != 3 || !last.Changed || requests[0].Changed {
		t.Fatalf("the recorder saw %+v", requests)
	}
}

func TestAFaultStrikesAsOftenAsOrderedAndOnlyItsRoute(t *testing.T) {
	o := brightwater(t)
	_ = o.sim.faults.Add(Fault{Route: "/api/v1/users", Status: 503, Times: 2}, Fault{Route: "/api/v1/groups", Status: 400, Code: "E0000999"})
	for _, status := range []int{503, 503} {
		o.want(status, "E0000009", "GET", "/api/v1/users", nil)
	}
	o.want(200, "", "GET", "/api/v1/users", nil)
	o.want(400, "E0000999", "GET", "/api/v1/groups", nil)
	o.want(200, "", "GET", "/api/v1/users/"+UserID(LoginAdaLindqvist)+"/groups", nil)
	o.sim.faults.Clear()
	o.want(200, "", "GET", "/api/v1/groups", nil)
}
