package seed

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const day = 24 * time.Hour

// The kinds of things in Okta that hold an entitlement, as its connector resolves them.
const (
	group = "group"
	app   = "app"
)

// entitlement is one of the catalogue before its owner and its target are looked up.
type entitlement struct {
	access.Entitlement
	owner  string // a login
	kind   string // group or app
	target string // the group's name or the app's label
}

func apps() []access.App {
	return []access.App{
		{ID: "jira", Title: "Jira", Description: "Issues and boards"},
		{ID: "salesforce", Title: "Salesforce", Description: "Customers and deals"},
		{ID: "github", Title: "GitHub", Description: "Code"},
		{ID: "aws", Title: "AWS", Description: "The cloud that production runs in"},
		{ID: "payroll", Title: "Payroll", Description: "Salaries"},
		{ID: "demo", Title: "Demo", Description: "A room to try things out in: nothing hangs on it"},
	}
}

func catalog() []entitlement {
	return append([]entitlement{
		{
			Entitlement: access.Entitlement{ID: "jira/user", AppID: "jira", Title: "User", Description: "Read and write issues", Risk: access.LowRisk, MaxDuration: 90 * day},
			owner:       "elena.petrova@brightwater.example", kind: group, target: "app-jira-users",
		},
		{
			Entitlement: access.Entitlement{ID: "github/member", AppID: "github", Title: "Member", Description: "Read all repositories, write to one's own team's", Risk: access.MediumRisk, MaxDuration: 90 * day},
			owner:       "priya.raman@brightwater.example", kind: group, target: "app-github-members",
		},
		{
			Entitlement: access.Entitlement{ID: "aws/production-admin", AppID: "aws", Title: "Production admin", Description: "Everything in the production account", Risk: access.HighRisk, MaxDuration: time.Hour},
			owner:       "noah.adeyemi@brightwater.example", kind: group, target: "aws-prod-admin",
		},
		{
			Entitlement: access.Entitlement{ID: "payroll/viewer", AppID: "payroll", Title: "Viewer", Description: "See everybody's salary", Risk: access.HighRisk, MaxDuration: 7 * day},
			owner:       "walter.nystrom@brightwater.example", kind: group, target: "payroll-viewers",
		},
		{
			Entitlement: access.Entitlement{ID: "demo/minute-pass", AppID: "demo", Title: "Minute pass", Description: "Membership of the demo lounge, for a minute", Risk: access.LowRisk, MaxDuration: time.Hour},
			owner:       "ben.carter@brightwater.example", kind: group, target: "demo-lounge",
		},
	}, licences()...)
}

// licences are the tiers of one assignment: whoever holds two has the higher one.
func licences() []entitlement {
	scale := []string{"Basic", "Pro", "Enterprise"}
	tier := func(id, value, description string, risk access.Risk, longest time.Duration) entitlement {
		return entitlement{
			Entitlement: access.Entitlement{
				ID: "salesforce/" + id, AppID: "salesforce", Title: value, Description: description, Risk: risk, MaxDuration: longest,
				Target: access.Target{Attributes: []access.Attribute{{Name: "licenseType", Value: value, Scale: scale}}},
			},
			owner: "olivia.grant@brightwater.example", kind: app, target: "Salesforce",
		}
	}
	return []entitlement{
		tier("basic", "Basic", "Contacts and accounts", access.LowRisk, 90*day),
		tier("pro", "Pro", "Forecasts and reports as well", access.LowRisk, 90*day),
		tier("enterprise", "Enterprise", "Everything, exports included", access.MediumRisk, 30*day),
	}
}
