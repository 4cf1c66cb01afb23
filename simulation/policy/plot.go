package policy

import (
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// plot is what a case leaves to whoever plays it: how its things are called in the
// automations, and who of outside is which fact, connector or hook.
type plot struct {
	things []thing // the first is what is asked for unless an input says otherwise
	groups map[string][]string
	facts  map[string]string // actor → fact
	allows map[string]int    // calls a minute, by connector
	// leavers is who is told of people who left, where the case says so.
	leavers workflows.LeaverNotice
	// answers are to what the policy asks and scenarios leave out.
	answers map[string]any
}

// thing is an entitlement and where it lives: "connector:resource[attribute=value]",
// as the cases write targets.
type thing struct {
	id, target string
	owner      string
	says       []string // how inputs name it: an entitlement, a tier, an item, an answer
	scale      []string // of the target's attribute, from lowest to highest
	ephemeral  bool
	risk       access.Risk
}

// plots by the number of the case. The ids are those of the automations in
// builder/testdata/policies.
func plots() map[string]plot {
	tiers := []string{"Basic", "Pro", "Enterprise"}
	return map[string]plot{
		"01": {things: []thing{{id: "figma/editor", target: "okta_group:app-figma-editors"}}},
		"02": {things: []thing{
			{id: "aws/power-user-prod-payments", target: "aws_permission_set:PowerUserAccess@111122223333", owner: "tom.weber"},
			{id: "aws/power-user-staging-payments", target: "aws_permission_set:PowerUserAccess@444455556666", owner: "maria.lopez", says: []string{"staging-payments"}},
		}},
		"03": {things: []thing{{id: "vault/gdpr-orders-readers", target: "vault_group:gdpr-orders-readers"}}},
		"05": {
			things: []thing{{id: "kubernetes/prod-admin", target: "k8s_clusterrolebinding:prod-admin@eks-prod-eu"}},
			facts:  map[string]string{"pagerduty": "sre-primary"},
		},
		"06": {
			things: []thing{{id: "gcp/editor-payments-prod", target: "gcp_iam_binding:roles/editor@payments-prod", risk: access.HighRisk}},
			groups: map[string][]string{
				"breakglass-sre":  {"lena.koch", "jonas.roth", "jin.park", "iris.cole"},
				"security-admins": {"victor.hale", "iris.cole", "noor.aziz", "bram.dekker"},
			},
		},
		"08": {things: []thing{
			{id: "miro/pro", target: "okta_app:miro[licenseType=Pro]", owner: "fay.moss", says: []string{"Pro"}, scale: tiers},
			{id: "miro/basic", target: "okta_app:miro[licenseType=Basic]", owner: "fay.moss", says: []string{"Basic"}, scale: tiers},
			{id: "miro/enterprise", target: "okta_app:miro[licenseType=Enterprise]", owner: "fay.moss", says: []string{"Enterprise"}, scale: tiers},
		}},
		"09": {things: []thing{{id: "jira/user", target: "okta_group:jira-software-users"}}},
		"11": {things: []thing{{id: "netsuite/payment-run", target: "okta_group:netsuite-payment-run"}}},
		"13": {things: []thing{{id: "rds/maintenance", target: "rds_db_user_group:maintenance"}}},
		"15": {things: []thing{{id: "gcp/editor-ml-train", target: "gcp_iam_binding:roles/editor@proj-ml-train", owner: "kate.brandt"}}},
		"16": {
			things:  []thing{{id: "aws/power-user-staging-payments", target: "aws_permission_set:PowerUserAccess@444455556666"}},
			answers: map[string]any{"ticket": "OPS-3"},
		},
		"19": {things: []thing{{id: "azure/contributor-sql-server-prod", target: "azure_role:Contributor@sql-server-prod", owner: "ruth.adler", risk: access.HighRisk}}},
		"20": {things: []thing{
			{id: "gcp/server-power-users-production", target: "gcp_group:server-power-users-production", says: []string{"production"}},
			{id: "gcp/server-power-users-staging", target: "gcp_group:server-power-users-staging", says: []string{"staging"}},
		}},
		"22": {things: []thing{
			{id: "github/payments-dev", target: "github_team:payments-dev", owner: "maria.lopez", says: []string{"github"}},
			{id: "datadog/standard", target: "datadog_role:standard", says: []string{"datadog"}},
			{id: "aws/read-only-prod-payments", target: "aws_permission_set:ReadOnly@111122223333", owner: "tom.weber", says: []string{"aws"}},
		}},
		"24": {
			things: []thing{{id: "postgres/read-write-db-prod", target: "postgres_role:READ_WRITE@db-prod"}},
			groups: map[string][]string{"R&D Team": {"noa.levi", "gil.stern"}},
		},
		"27": {
			things: []thing{
				{id: "github/payments-maintainers", target: "github_team:payments-maintainers", says: []string{"GitHub payments maintainers"}},
				{id: "aws/read-only-prod-payments", target: "aws_permission_set:ReadOnly@111122223333", says: []string{"AWS ReadOnly"}},
				{id: "okta/mail-archive-reader", target: "okta_group:mail-archive-reader"},
				{id: "okta/weekly-report", target: "okta_group:weekly-report"},
			},
			leavers: workflows.LeaverNotice{To: []string{"manager", "hana.sato"}, Hooks: []string{"security"}},
		},
		"28": {things: []thing{{id: "aws/administrator-sandbox", target: "aws_permission_set:AdministratorAccess@777788889999"}}},
		"31": {things: []thing{{id: "postgres/read-orders-prod", target: "postgres_login:orders-prod", ephemeral: true}}},
		"33": {things: []thing{{id: "ledgerone/poster", target: "webhook:ledgerone/poster", owner: "omar.reyes"}}},
		"34": {
			things: []thing{
				{id: "okta/training-lab", target: "okta_group:training-lab"},
				{id: "okta/wiki-editors", target: "okta_group:wiki-editors", says: []string{"wiki-editors"}},
				{id: "okta/prod-admins", target: "okta_group:prod-admins", says: []string{"prod-admins"}},
			},
			allows: map[string]int{"okta_group": 500},
		},
		"38": {things: []thing{{id: "aws/administrator-prod-payments", target: "aws_permission_set:AdministratorAccess@111122223333"}}},
		"41": {things: []thing{{id: "infisical/prod-payments-read", target: "infisical_folder:/prod/payments"}}},
		"43": {things: []thing{{id: "snowflake/analyst-sales", target: "snowflake_role:ANALYST_SALES", owner: "kate.brandt"}}},
		"45": {things: []thing{{id: "github/member", target: "github_org:member"}}},
	}
}

const year = 366 * 24 * time.Hour

func (t thing) entitlement() access.Entitlement {
	app, title, _ := strings.Cut(t.id, "/")
	connector, rest, _ := strings.Cut(t.target, ":")
	resource, attribute, _ := strings.Cut(strings.TrimSuffix(rest, "]"), "[")
	entitlement := access.Entitlement{
		ID: t.id, AppID: app, AppTitle: app, Title: title, OwnerID: t.owner, Risk: t.risk, MaxDuration: year,
		Target: access.Target{Connector: connector, Resource: resource, Ephemeral: t.ephemeral},
	}
	if name, value, has := strings.Cut(attribute, "="); has {
		entitlement.Target.Attributes = []access.Attribute{{Name: name, Value: value, Scale: t.scale}}
	}
	return entitlement
}

// named is the thing that an input means by a word.
func (p plot) named(words ...string) thing {
	for _, word := range words {
		for _, t := range p.things {
			for _, says := range t.says {
				if word != "" && strings.Contains(strings.ToLower(word), strings.ToLower(says)) {
					return t
				}
			}
			if word != "" && t.target == word {
				return t
			}
		}
	}
	return p.things[0]
}

// calls tells whether an input may mean the thing of an id by a word.
func (p plot) calls(id, word string) bool {
	return slices.ContainsFunc(p.things, func(t thing) bool { return t.id == id && slices.Contains(t.says, word) })
}

// connectors are those that an actor of outside stands for: "aws" for what begins so.
func (p plot) connectors(actor string) (found []string) {
	if actor == "ledgerone" {
		actor = "webhook"
	}
	for _, t := range p.things {
		if connector, _, _ := strings.Cut(t.target, ":"); strings.HasPrefix(connector, actor) {
			found = append(found, connector)
		}
	}
	return found
}
