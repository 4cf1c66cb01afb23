package okta_test

import (
	"testing"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

func tier(license string) access.Holding {
	return access.Holding{Present: true, Attributes: map[string]string{oktasim.AttributeLicense: license}}
}

func TestAHolderThroughAGroupIsNeverMadeAnIndividualOne(t *testing.T) {
	o := brightwater(t)
	olivia := o.key(oktasim.UserID(oktasim.LoginOliviaGrant), "app/"+oktasim.AppSalesforce)
	before := o.effects()
	_, err := o.connector.Provision(t.Context(), olivia, tier(oktasim.LicenseEnterprise))
	o.refused(before, err, "through a group")
	held, err := o.connector.Provision(t.Context(), olivia, tier(oktasim.LicenseBasic))
	if err != nil || held.Managed != "group assignment" || o.effects() != before {
		t.Fatalf("%+v, %v", held, err)
	}
}

func TestAnAssignmentThatAGroupGrantsMeanwhileIsRefusedWithWhatToDo(t *testing.T) {
	o := brightwater(t)
	ada := o.key(people[0], "app/"+oktasim.AppSalesforce)
	if _, err := o.connector.Provision(t.Context(), ada, tier(oktasim.LicensePro)); err != nil {
		t.Fatal(err)
	}
	o.must("PUT", "/api/v1/groups/"+oktasim.GroupSalesOps+"/users/"+people[0], nil)
	before := o.effects()
	_, err := o.connector.Deprovision(t.Context(), ada)
	o.refused(before, err, "take the user out of that group")
}

func TestAValueTheApplicationDoesNotKnowIsRefusedInOktasWords(t *testing.T) {
	o := brightwater(t)
	_, err := o.connector.Provision(t.Context(), o.key(people[0], "app/"+oktasim.AppSalesforce), tier("Gold"))
	o.refused(0, err, "Gold")
	hannah := o.key(oktasim.UserID(oktasim.LoginHannahFischer), "app/"+oktasim.AppSalesforce)
	_, err = o.connector.Provision(t.Context(), hannah, tier("Gold"))
	o.refused(0, err, "Gold")
}

func TestAStandingLicenceIsRaisedAndLoweredInPlace(t *testing.T) {
	o := brightwater(t)
	hannah := o.key(oktasim.UserID(oktasim.LoginHannahFischer), "app/"+oktasim.AppSalesforce)
	for i, license := range []string{oktasim.LicenseEnterprise, oktasim.LicenseBasic} {
		if _, err := o.connector.Provision(t.Context(), hannah, tier(license)); err != nil {
			t.Fatal(err)
		}
		profile, _ := o.sim.Assignment(oktasim.AppSalesforce, hannah.Subject)
		if profile[oktasim.AttributeLicense] != license || profile[oktasim.AttributeRole] != "Sales Rep" || o.effects() != i+1 {
			t.Fatalf("after %d changes: %v", o.effects(), profile)
		}
	}
}
