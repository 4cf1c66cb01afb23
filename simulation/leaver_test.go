package simulation

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// archive is a plan like asking, for something that its holder keeps when they leave.
const archive = "mail/archive"

func keeping() Setup {
	setup := office()
	plan := asking()
	plan.Automation, plan.Steps[0].Request.Entitlements = "archive", []string{archive}
	plan.Steps[2].Grant.Outlives = true
	setup.Plans = append(setup.Plans, plan)
	setup.Company.People = append(setup.Company.People, access.Person{Login: "hana", Name: "Hana Sato"})
	setup.Company.Entitlements = append(setup.Company.Entitlements, access.Entitlement{
		ID: archive, AppTitle: "Mail", Title: "Archive", MaxDuration: 30 * 24 * time.Hour,
		Target: access.Target{Connector: "okta", Resource: "group/archive"},
	})
	setup.Leavers = workflows.LeaverNotice{To: []string{"manager", "hana"}, Hooks: []string{"security"}}
	return setup
}

func leaves(login string) ChangePerson {
	return ChangePerson{Login: login, Change: func(p *access.Person) { p.Status = access.Inactive }}
}

func TestOfALeaverPeopleGetOneSummaryWithEverything(t *testing.T) {
	t.Parallel()
	kept := wants("r2", "ada", 240*time.Hour)
	kept.Entitlements = []string{archive}
	report := ran(
		t, keeping(),
		at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")), at(0, kept), at(0, agrees("r2")),
		at(time.Hour, wants("r3", "ada", 4*time.Hour)),
		at(2*time.Hour, leaves("ada")),
	)
	const summary = `ada is not active any more since Mon 1 Mar 2027, 11:00:00 UTC. Of 3 things that they held or had asked for, 1 is excluded; all else is over and confirmed.
- jira / jira/user: ended at Mon 1 Mar 2027, 11:00:00 UTC; confirmed at Mon 1 Mar 2027, 11:00:00 UTC.
- jira / jira/user: over at Mon 1 Mar 2027, 11:00:00 UTC, before it opened.
- Mail / Archive: excluded by its automation; it stays until Thu 11 Mar 2027, 09:00:00 UTC.`
	var told []string
	for _, message := range report.Messages {
		if message.About != "offboarding_summary" {
			continue
		}
		told = append(told, message.To)
		if message.Text != summary || message.At.After(monday.Add(2*time.Hour+time.Minute)) || message.Request != "" {
			t.Errorf("%s was told at %s of %q:\n%s", message.To, message.At, message.Request, message.Text)
		}
	}
	if !slices.Equal(told, []string{"hana", "mara"}) {
		t.Errorf("told were %v", told)
	}
	if len(report.Hooks) != 1 || report.Hooks[0].Hook != "security" || report.Hooks[0].Text != summary {
		t.Errorf("posted %+v", report.Hooks)
	}
}

func TestAChangeThatIsNoLeavingIsToldToNobody(t *testing.T) {
	t.Parallel()
	report := ran(
		t, keeping(),
		at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")),
		at(time.Hour, ChangePerson{Login: "ada", Change: func(p *access.Person) { p.Department = "IT" }}),
		at(2*time.Hour, leaves("sam")), // who holds nothing
	)
	for _, message := range report.Messages {
		if message.About == "offboarding_summary" {
			t.Errorf("%s was told: %s", message.To, message.Text)
		}
	}
	if len(report.Hooks) > 0 || !slices.ContainsFunc(report.Audit, func(l access.AuditLine) bool { return l.Action == "leaver.held_nothing" && l.Object == "person/sam" }) {
		t.Errorf("posted %+v, or sam's leaving is not in the audit log", report.Hooks)
	}
}

func TestAHookThatIsAwayHasAnHourToTakeTheSummary(t *testing.T) {
	t.Parallel()
	report := ran(
		t, keeping(),
		at(0, wants("r1", "ada", 4*time.Hour)), at(0, agrees("r1")),
		at(time.Hour, Fault{Kind: Unavailable, Hook: "security"}), at(time.Hour, leaves("ada")),
	)
	i := slices.IndexFunc(report.Audit, func(l access.AuditLine) bool { return l.Action == "hook.failed" })
	if i < 0 || report.Audit[i].At.Before(monday.Add(2*time.Hour-2*time.Minute)) || report.Audit[i].At.After(monday.Add(2*time.Hour+2*time.Minute)) {
		t.Errorf("it is not in the audit log after an hour: %+v", report.Audit)
	}
}
