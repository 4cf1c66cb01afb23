package okta_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/integrations/providertest"
	"github.com/curfewhq/curfew/internal/access"
)

var people = []string{
	oktasim.UserID(oktasim.LoginAdaLindqvist), oktasim.UserID(oktasim.LoginFreyaOlsen),
	oktasim.UserID(oktasim.LoginInesMoreau), oktasim.UserID(oktasim.LoginGraceLin),
}

func TestMembershipOfAGroupKeepsEveryPromise(t *testing.T) {
	providertest.Run(t, func(t *testing.T) providertest.Harness {
		o := brightwater(t)
		h := o.harness("group/" + oktasim.GroupDemoLounge)
		h.Managed = o.key(oktasim.UserID(oktasim.LoginAdaLindqvist), "group/"+oktasim.GroupEngineering)
		path := func(key access.Key) string { return "/api/v1/groups/" + key.Resource[6:] + "/users/" + key.Subject }
		h.Give = func(key access.Key, _ access.Holding) { o.must("PUT", path(key), nil) }
		h.Outside = func(key access.Key) access.Holding {
			return access.Holding{Present: o.sim.Member(key.Resource[6:], key.Subject)}
		}
		h.Crowd = func() []string { return o.sim.Grow(230, oktasim.GroupDemoLounge, "") }
		h.RemoveResource = func(key access.Key) { o.must("DELETE", "/api/v1/groups/"+key.Resource[6:], nil) }
		return h
	})
}

func TestAssignmentOfAnApplicationKeepsEveryPromise(t *testing.T) {
	providertest.Run(t, func(t *testing.T) providertest.Harness {
		o := brightwater(t)
		h := o.harness("app/" + oktasim.AppSalesforce)
		h.Managed = o.key(oktasim.UserID(oktasim.LoginOliviaGrant), "app/"+oktasim.AppSalesforce)
		h.Tiers = &providertest.Tiers{Name: oktasim.AttributeLicense, Low: oktasim.LicenseBasic, High: oktasim.LicenseEnterprise}
		h.Beside = &access.Attribute{Name: oktasim.AttributeRole, Value: "Sales Rep"}
		h.Give = func(key access.Key, held access.Holding) {
			o.must("POST", "/api/v1/apps/"+key.Resource[4:]+"/users", map[string]any{"id": key.Subject, "profile": held.Attributes})
		}
		h.Outside = func(key access.Key) access.Holding {
			profile, present := o.sim.Assignment(key.Resource[4:], key.Subject)
			return access.Holding{Present: present, Attributes: profile}
		}
		h.Crowd = func() []string { return o.sim.Grow(530, "", oktasim.AppSalesforce) }
		h.RemoveResource = func(key access.Key) { o.sim.RemoveApp(key.Resource[4:]) }
		return h
	})
}

func (o *organisation) key(user, resource string) access.Key {
	return access.Key{Connector: "okta", Subject: user, Resource: resource}
}

func (o *organisation) harness(resource string) providertest.Harness {
	h := providertest.Harness{Provider: o.connector, Secret: token, Effects: o.effects}
	for _, person := range people {
		h.Keys = append(h.Keys, o.key(person, resource))
	}
	h.RemoveSubject = func(key access.Key) {
		o.must("DELETE", "/api/v1/users/"+key.Subject, nil)
		o.must("DELETE", "/api/v1/users/"+key.Subject, nil)
	}
	const patience = 40
	h.Limited = func() time.Time { return o.now().Add(patience * time.Second) }
	h.Mend = o.sim.Faults().Clear
	h.LagBehind = func() { o.sim.Lag(time.Minute) }
	h.Land = func() { o.sim.Faults().Land() }
	h.Break = func(how providertest.Failure, where providertest.Calls) bool {
		fault := map[providertest.Failure]oktasim.Fault{
			providertest.TooMany:       {Status: http.StatusTooManyRequests, ResetSeconds: patience},
			providertest.Down:          {Status: http.StatusServiceUnavailable},
			providertest.LostBefore:    {Drop: oktasim.DropBefore},
			providertest.LostAfter:     {Drop: oktasim.DropAfter},
			providertest.Late:          {LateMS: 3_600_000},
			providertest.Slow:          {LatencyMS: 1000},
			providertest.WrongPassword: {Status: http.StatusUnauthorized},
		}[how]
		methods := []string{""}
		if where == providertest.Writes {
			methods = []string{"PUT", "POST", "DELETE"}
		}
		for _, fault.Method = range methods {
			o.fault(fault)
		}
		return true
	}
	return h
}
