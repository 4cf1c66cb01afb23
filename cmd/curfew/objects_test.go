package main

import "time"

// The objects of the contract, as far as tests need them.

func card(login, name string) map[string]any {
	return map[string]any{
		"id": "00u-" + login, "login": login + "@brightwater.example", "name": name,
		"department": "Engineering", "title": "Engineer", "employment": "employee",
	}
}

func jira() map[string]any {
	return map[string]any{"id": "jira/user", "app_id": "jira", "app_title": "Jira", "title": "User", "risk": "low"}
}

func offer(automation string, questions ...any) map[string]any {
	return map[string]any{
		"id": automation + ":jira/user", "automation": automation, "automation_title": "Jira by " + automation, "entitlement": jira(),
		"duration": map[string]any{"min_seconds": 0, "default_seconds": 3600, "max_seconds": 86400, "fixed": false}, "reason_required": false,
		"windows": map[string]any{"absolute": true, "ahead_seconds": 86400}, "for_others": true,
		"questions": append([]any{}, questions...), "steps": []string{"Your manager, Tomas Berg"},
	}
}

func offers(list ...any) answer { return ok(map[string]any{"items": append([]any{}, list...)}) }

func request(state string, final bool) map[string]any {
	return map[string]any{
		"id": "r-1", "automation": "jira-user", "automation_title": "Jira", "automation_version": 1,
		"requester": card("ada.lindqvist", "Ada Lindqvist"), "subject": card("ada.lindqvist", "Ada Lindqvist"), "entitlement": jira(),
		"reason": "work", "duration_seconds": 3600, "state": state, "final": final, "detail": "Waiting for Tomas Berg.",
		"created_at": time.Now(),
	}
}

func approval(id, state string) map[string]any {
	return map[string]any{
		"id": id, "request": request("waiting", false), "title": "Manager", "kind": "approval", "approvers": []any{}, "quorum": 1,
		"denials": 1, "terms": map[string]any{"comment": "on_denial", "shorten": false}, "decisions": []any{},
		"state": state, "opened_at": time.Now(), "due_at": time.Now().Add(49*time.Hour + time.Minute), "may_decide": true,
	}
}

func lease(id, state string, more map[string]any) map[string]any {
	object := map[string]any{
		"id": id, "request_id": "r-1", "person": card("ada.lindqvist", "Ada Lindqvist"), "entitlement": jira(),
		"state": state, "may_end": "give_back",
	}
	for name, value := range more {
		object[name] = value
	}
	return object
}

func list(items ...any) answer { return ok(map[string]any{"items": append([]any{}, items...)}) }

func author(login, name string) map[string]any {
	return map[string]any{"person_id": "00u-" + login, "name": name}
}

// automation is one with a latest version, unless that is 0.
func automation(name, state string, latest int, more map[string]any) map[string]any {
	object := map[string]any{"name": name, "title": name, "state": state}
	if latest > 0 {
		object["latest"] = versionCard(latest)
	}
	for field, value := range more {
		object[field] = value
	}
	return object
}

func versionCard(version int) map[string]any {
	return map[string]any{
		"version": version, "title": "Jira", "comment": "why", "published_at": time.Now(),
		"published_by": author("tomas.berg", "Tomas Berg"), "plan_hash": "abc",
	}
}

func draftCard(rev int, changed bool, by map[string]any) map[string]any {
	return map[string]any{"rev": rev, "based_on": 1, "changed": changed, "updated_at": time.Now().Add(-3*time.Hour - time.Second/2), "updated_by": by}
}

func draft(name, source string, rev int) map[string]any {
	return map[string]any{
		"automation": name, "source": source, "rev": rev, "based_on": 1, "changed": true, "updated_at": time.Now(),
		"updated_by": author("tomas.berg", "Tomas Berg"), "problems": []any{},
	}
}

func proposalCard(hash string, by map[string]any) map[string]any {
	return map[string]any{
		"hash": hash, "title": "Jira", "comment": "why", "proposed_at": time.Now().Add(-2*time.Hour - time.Second/2),
		"proposed_by": by, "based_on": 1, "may_confirm": true,
	}
}

func versionOf(version int, source string) map[string]any {
	return map[string]any{"version": versionCard(version), "source": source}
}

func publication(outcome string, of map[string]any) map[string]any {
	return map[string]any{"outcome": outcome, "automation": of, "problems": []any{}}
}

// drawnAs is a good automation of that name and title.
func drawnAs(name, title string) string {
	return "version: 1\nname: " + name + "\ntitle: " + title + `
nodes:
  - {id: ask, kind: request, config: {entitlements: [jira/user], duration: {default: 4h, max: 4h}}}
  - {id: lead, kind: approval, config: {approvers: [{manager: requester}], timeout: 24h}}
  - {id: give, kind: grant}
  - {id: done, kind: end, config: {outcome: done}}
  - {id: refused, kind: end, config: {outcome: denied}}
edges:
  - {from: ask, to: lead}
  - {from: lead.approved, to: give}
  - {from: lead.denied, to: refused}
  - {from: give, to: done}
  - {from: give.failed, to: done}
`
}
