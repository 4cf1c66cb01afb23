package api

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// The clock of every test that does not move it.
var today = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// Ids of what the company starts with.
const (
	waitingID = "11111111-1111-4111-8111-111111111111" // Ada's, asks Mara
	openID    = "22222222-2222-4222-8222-222222222222" // Carl's, he holds Jira
	leaseID   = openID + ".give"
	approveID = waitingID + ".lead"
	findingID = "44444444-4444-4444-8444-444444444444" // Otto holds Salesforce, and nobody gave it
	strangeID = "99999999-9999-4999-8999-999999999999"
)

// company is a small one: Ada (sales) reports to Mara; Nina owns Salesforce; Carl
// is a contractor; Root is the admin, Audrey the auditor; Otto has to do with
// nothing, and Gone has left.
func company(t *testing.T) *fakeRecords {
	t.Helper()
	person := func(id, name, department, manager string) access.Person {
		return access.Person{
			ID: id, Login: id + "@example.com", Name: name, Department: department, Title: "Works here",
			ManagerID: manager, Employment: access.Employee, Zone: "Europe/Berlin", Status: access.Active,
		}
	}
	records := &fakeRecords{
		people: []access.Person{
			person("ada", "Ada Lindqvist", "Sales", "mara"), person("mara", "Mara Lindgren", "Sales", ""),
			person("nina", "Nina Frost", "IT", ""), person("carl", "Carl Adams", "Sales", "mara"),
			person("otto", "Otto Weiss", "Facilities", "mara"), person("root", "Ruth Root", "IT", ""),
			person("audrey", "Audrey Hale", "Finance", ""), person("gone", "Gone Away", "Sales", "mara"),
		},
		entitlements: []access.Entitlement{
			{
				ID: "jira/user", AppID: "jira", AppTitle: "Jira", Title: "User", Risk: access.LowRisk,
				MaxDuration: 30 * 24 * time.Hour, Target: access.Target{Connector: "okta", Resource: "group/1"},
			},
			{
				ID: "salesforce/enterprise", AppID: "salesforce", AppTitle: "Salesforce", Title: "Enterprise", Risk: access.HighRisk,
				OwnerID: "nina", MaxDuration: 30 * 24 * time.Hour, Target: access.Target{Connector: "okta", Resource: "group/2"},
			},
		},
	}
	records.people[3].Employment = access.Contractor
	records.people[5].Roles = []access.Role{access.Admin}
	records.people[6].Roles = []access.Role{access.Auditor}
	records.people[7].Status = access.Inactive
	records.people[1].Groups, records.people[2].Groups = []string{"leads"}, []string{"leads"}
	records.findings = []access.Finding{{
		ID: findingID, Key: access.Key{Connector: "okta", Subject: "00uotto", Resource: "group/2"}, PersonID: "otto",
		EntitlementID: "salesforce/enterprise", Class: access.Foreign, Detail: "It is held.", State: access.FindingOpen,
		FirstSeenAt: today, LastSeenAt: today,
	}}
	records.automations = []builder.Published{published(t, salesforce()), published(t, jira())}
	records.requests = []access.Request{
		{
			ID: openID, Automation: "jira", AutomationTitle: "Jira for everybody", AutomationVersion: 1, RequesterID: "carl",
			SubjectID: "carl", EntitlementID: "jira/user", Ask: access.Ask{Duration: time.Hour}, State: access.RequestOpen,
			Detail: "Open until 10:00.", LeaseID: leaseID, CreatedAt: today.Add(-time.Hour),
		},
		{
			ID: waitingID, Automation: "salesforce", AutomationTitle: "Salesforce for sales", AutomationVersion: 1, RequesterID: "ada",
			SubjectID: "ada", EntitlementID: "salesforce/enterprise", Reason: "Quarter end", Answers: map[string]any{"ticket": "ABC-1"},
			Ask: access.Ask{Duration: time.Hour}, State: access.RequestWaiting, Detail: "Waits for Mara Lindgren.", CreatedAt: today.Add(-time.Minute),
		},
	}
	records.approvals = []access.Approval{{
		ID: approveID, RequestID: waitingID, StepID: "lead", Title: "Manager", Quorum: 1, State: access.ApprovalOpen,
		Approvers: []access.Approver{{PersonID: "mara", Name: "Mara Lindgren", Via: "manager of Ada Lindqvist"}},
		OpenedAt:  today.Add(-time.Minute), DueAt: today.Add(24 * time.Hour),
	}}
	records.leases = []access.LeaseView{{Lease: access.Lease{
		ID: leaseID, RequestID: openID, PersonID: "carl", EntitlementID: "jira/user",
		Key:  access.Key{Connector: "okta", Subject: "00u1", Resource: "group/1"},
		From: today.Add(-time.Hour), GiveUp: today, Duration: 2 * time.Hour, Ends: today.Add(time.Hour), HardEnd: today.Add(time.Hour),
		State: access.Open, OpenedAt: today.Add(-time.Hour),
	}}}
	records.messages = []access.Message{{ID: "m1", PersonID: "ada", RequestID: waitingID, About: "request_waiting", Text: "Waits for Mara.", At: today}}
	records.audit = []access.AuditLine{
		{Seq: 1, ID: "a1", At: today, Actor: "ada", Action: "request.submitted", Object: "request/" + waitingID, RequestID: waitingID, Hash: "h1"},
		{Seq: 2, ID: "a2", At: today, Actor: access.System, Action: "access.opened", Object: "lease/" + leaseID, RequestID: openID, Hash: "h2"},
	}
	return records
}

func published(t *testing.T, plan builder.Plan) builder.Published {
	t.Helper()
	encoded, err := plan.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := builder.DecodePlan(encoded); err != nil {
		t.Fatal(err)
	}
	return builder.Published{Name: plan.Automation, Title: plan.Title, Version: 1, Plan: encoded, PlanHash: builder.Hash(encoded), PublishedAt: today}
}

func approval(id string, quorum int, next string, rules ...access.ApproverRule) builder.Step {
	return builder.Step{
		ID: id, Kind: builder.KindApproval, Title: id,
		Next:     []builder.Exit{{Port: builder.PortApproved, To: next}, {Port: builder.PortDenied, To: "no"}, {Port: builder.PortTimedOut, To: "no"}},
		Approval: &builder.ApprovalStep{Approvers: rules, Quorum: quorum, Timeout: builder.Duration(time.Hour)},
	}
}

func ending() []builder.Step {
	return []builder.Step{
		{
			ID: "give", Kind: builder.KindGrant, Title: "Give", Grant: &builder.GrantStep{GiveUp: builder.Duration(time.Hour)},
			Next: []builder.Exit{{Port: builder.PortNext, To: "done"}, {Port: builder.PortFailed, To: "done"}},
		},
		{ID: "done", Kind: builder.KindEnd, Title: "Done", End: &builder.EndStep{Outcome: builder.OutcomeDone}},
		{ID: "no", Kind: builder.KindEnd, Title: "No", End: &builder.EndStep{Outcome: builder.OutcomeDenied}},
	}
}

func salesforce() builder.Plan {
	steps := []builder.Step{
		{
			ID: "ask", Kind: builder.KindRequest, Title: "Ask", Next: []builder.Exit{{Port: builder.PortNext, To: "lead"}},
			Request: &builder.RequestStep{
				Entitlements: []string{"salesforce/enterprise"}, Visible: `requester.department == "Sales"`, ReasonRequired: true,
				Questions: []builder.Question{{ID: "ticket", Label: "Ticket", Type: "text", Required: true}},
				Duration: builder.Durations{
					Default: builder.Duration(4 * time.Hour), Max: builder.Duration(8 * time.Hour),
					Limits: []builder.Limit{{When: `requester.employment == "contractor"`, Max: builder.Duration(2 * time.Hour)}},
				},
			},
		},
		approval("lead", 1, "owner", access.ApproverRule{Manager: "requester"}),
		approval("owner", 1, "two", access.ApproverRule{Owner: "entitlement"}),
		approval("two", 2, "give", access.ApproverRule{Group: "leads"}),
	}
	return builder.Plan{Format: builder.PlanFormat, Automation: "salesforce", Title: "Salesforce for sales", Steps: append(steps, ending()...)}
}

func jira() builder.Plan {
	steps := []builder.Step{
		{
			ID: "ask", Kind: builder.KindRequest, Title: "Ask", Next: []builder.Exit{{Port: builder.PortNext, To: "lead"}},
			Request: &builder.RequestStep{
				Entitlements: []string{"jira/user"}, Windows: &builder.WindowRules{Absolute: true},
				Duration: builder.Durations{Default: builder.Duration(time.Hour), Max: builder.Duration(24 * time.Hour)},
			},
		},
		approval("lead", 1, "give", access.ApproverRule{Manager: "requester"}, access.ApproverRule{Person: "nina@example.com"}),
	}
	return builder.Plan{Format: builder.PlanFormat, Automation: "jira", Title: "Jira for everybody", Steps: append(steps, ending()...)}
}
