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
		"state": state, "opened_at": time.Now(), "due_at": time.Now().Add(49 * time.Hour), "may_decide": true,
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
