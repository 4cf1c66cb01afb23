package store

import (
	"fmt"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAnEntitlementOfNoAppChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		err := s.UpsertEntitlements(t.Context(), []access.App{{ID: "jira"}}, []access.Entitlement{
			{ID: "jira/user", AppID: "jira"}, {ID: "sap/user", AppID: "sap"},
		})
		_ = refused(t, err, access.CodeInvalid)
		_, err = s.Entitlement(t.Context(), "jira/user")
		_ = refused(t, err, access.CodeNotFound)
		if last, err := s.LastEvent(t.Context()); last != 0 || err != nil {
			t.Errorf("announced: %d, %v", last, err)
		}
	})
}

func TestAnEntitlementIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		entitlement := filled[access.Entitlement](t)
		app := access.App{ID: entitlement.AppID, Title: entitlement.AppTitle}
		must(t, s.UpsertEntitlements(t.Context(), []access.App{app}, []access.Entitlement{entitlement}))
		read, err := s.Entitlement(t.Context(), entitlement.ID)
		must(t, err)
		same(t, read, entitlement)
	})
}

func TestEntitlementsCarryTheirAppsTitleOfToday(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertEntitlements(t.Context(),
			[]access.App{{ID: "jira", Title: "Jira"}, {ID: "crm", Title: "Salesforce"}},
			[]access.Entitlement{
				{ID: "crm/b", AppID: "crm", Title: "B"},
				{ID: "crm/a", AppID: "crm", Title: "A"},
				{ID: "jira/user", AppID: "jira", Title: "User", AppTitle: "old"},
			}))
		must(t, s.UpsertEntitlements(t.Context(), []access.App{{ID: "crm", Title: "CRM"}}, nil))
		list, err := s.Entitlements(t.Context())
		must(t, err)
		if got := fmt.Sprint(idsOf(list, access.Entitlement.Label)); got != "[CRM / A CRM / B Jira / User]" {
			t.Errorf("listed %s", got)
		}
	})
}
