package oktasim

import "testing"

const salesforce = "/api/v1/apps/" + AppSalesforce

func TestAGroupsHolderBecomesAnIndividualOneForEver(t *testing.T) {
	o := brightwater(t)
	olivia := UserID(LoginOliviaGrant)
	if got := o.want(200, "", "GET", salesforce+"/users/"+olivia, nil); got.text("scope") != "GROUP" {
		t.Fatalf("want the scope GROUP, got %s", got.text("scope"))
	}
	got := o.want(200, "", "POST", salesforce+"/users", map[string]any{"id": olivia, "profile": map[string]any{"licenseType": "Pro"}})
	profile := got.object()["profile"].(map[string]any)
	if got.text("scope") != "USER" || profile["licenseType"] != "Pro" || profile["role"] != "Sales Operations" {
		t.Fatalf("want an individual assignment that keeps the rest, got %v", got.body)
	}
	o.want(403, "E0000046", "DELETE", salesforce+"/users/"+olivia, nil)
	o.want(204, "", "DELETE", "/api/v1/groups/"+GroupSalesOps+"/users/"+olivia, nil)
	if _, held := o.sim.Assignment(AppSalesforce, olivia); !held {
		t.Fatal("an individual assignment ended with the group's")
	}
	o.want(204, "", "DELETE", salesforce+"/users/"+olivia, nil)
}

func TestAnUpdateChangesWhatItNamesAndNullUnsets(t *testing.T) {
	o := brightwater(t)
	hannah := UserID(LoginHannahFischer)
	o.want(200, "", "POST", salesforce+"/users/"+hannah, map[string]any{"profile": map[string]any{"licenseType": nil}})
	profile, _ := o.sim.Assignment(AppSalesforce, hannah)
	if _, set := profile["licenseType"]; set || profile["role"] != "Sales Rep" || profile["email"] != LoginHannahFischer {
		t.Fatalf("got %v", profile)
	}
}

func TestAGroupAssignmentGivesAndTakesTheApplication(t *testing.T) {
	o := brightwater(t)
	ada := UserID(LoginAdaLindqvist)
	o.want(200, "", "PUT", salesforce+"/groups/"+GroupEngineering, map[string]any{"profile": map[string]any{"licenseType": "Basic"}, "priority": 3})
	if profile, held := o.sim.Assignment(AppSalesforce, ada); !held || profile["licenseType"] != "Basic" {
		t.Fatalf("got %v", profile)
	}
	o.want(204, "", "DELETE", salesforce+"/groups/"+GroupEngineering, nil)
	if _, held := o.sim.Assignment(AppSalesforce, ada); held {
		t.Fatal("the application outlives the group's assignment")
	}
}

func TestApplicationsAreFoundByTheBeginningOfTheirLabel(t *testing.T) {
	o := brightwater(t)
	if got := o.want(200, "", "GET", "/api/v1/apps?q=sales", nil).list(); len(got) != 1 {
		t.Fatalf("found %d", len(got))
	}
	if got := o.want(200, "", "GET", "/api/v1/apps?filter=status+eq+%22ACTIVE%22&limit=2", nil); len(got.list()) != 2 || linkTo(got, "next") == "" {
		t.Fatalf("got %d with %v", len(got.list()), got.header["Link"])
	}
}
