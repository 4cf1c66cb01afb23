package okta

import (
	"cmp"
	"strings"
	"time"

	sdk "github.com/okta/okta-sdk-golang/v2/okta"

	"github.com/curfewhq/curfew/internal/access"
)

// person reads Okta's base profile:
//
//	ID          the user's id
//	Name        displayName, or first and last name
//	Employment  userType, see employment
//	ManagerID   managerId, which may hold a login, an address or an id; empty
//	            where it names nobody who is there, or the person themselves
//	Zone        timezone where it is the name of an IANA zone
//	Status      see status
func (c *Connector) person(user *sdk.User, managers map[string]string) access.Person {
	manager := managers[strings.ToLower(attributeOf(user, "managerId"))]
	if manager == user.Id {
		manager = ""
	}
	full := strings.TrimSpace(attributeOf(user, "firstName") + " " + attributeOf(user, "lastName"))
	return access.Person{
		ID:         user.Id,
		Login:      attributeOf(user, "login"),
		Name:       cmp.Or(attributeOf(user, "displayName"), full, attributeOf(user, "login")),
		Email:      attributeOf(user, "email"),
		Department: attributeOf(user, "department"),
		Title:      attributeOf(user, "title"),
		ManagerID:  manager,
		Employment: employment(attributeOf(user, "userType")),
		Zone:       zone(attributeOf(user, "timezone")),
		Status:     status(user.Status),
		Accounts:   map[string]string{c.id: user.Id},
	}
}

// employment reads userType, a free text whose usual words are these. Somebody
// without one, or with another, is an employee.
func employment(userType string) access.Employment {
	switch strings.ToLower(strings.TrimSpace(userType)) {
	case "contractor", "contingent", "contingent worker", "temporary", "freelancer":
		return access.Contractor
	case "vendor", "partner", "supplier", "external":
		return access.Vendor
	default:
		return access.Employee
	}
}

// status counts as active who can sign in, or could after a step of their own: a
// first sign-in, a new password, a lock that runs out. Not: STAGED, SUSPENDED,
// DEPROVISIONED, and whatever else Okta may come to say.
// https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserLifecycle/
func status(okta string) access.PersonStatus {
	switch okta {
	case "ACTIVE", "PROVISIONED", "PASSWORD_EXPIRED", "RECOVERY", "LOCKED_OUT":
		return access.Active
	default:
		return access.Inactive
	}
}

func zone(name string) string {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return ""
	}
	return name
}

func attributeOf(user *sdk.User, name string) string {
	text, _ := profile(user)[name].(string)
	return text
}
