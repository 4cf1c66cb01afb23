package policy

// notCompared are keys of what a scenario expects that no comparison reads, by the
// part that has them, and why.
func notCompared() map[string]string {
	return map[string]string{
		"access.note":        "says in words what the other keys of its stretch say",
		"access.valid_until": "no connector makes logins that a database ends itself",
		"cleanup":            "no connector drops roles in Postgres",
		"tolerance_s":        "how late something may be, which the others are compared by",
	}
}

// notRead are details of inputs that change nothing of what is played, and why.
func notRead() map[string]string {
	const faces, automated = "by which face somebody acts makes no difference to a run", "the automation of the case says so"
	return map[string]string{
		"approve path":                faces,
		"deny path":                   faces,
		"submit_request path":         faces,
		"submit_request auto_approve": automated,
		"http_get url":                "see unheard",
		"existing_membership source":  "what was there before is standing access",
		"existing_membership team":    "the case has one team",
		"fail error":                  "no connector drops roles in Postgres",
		"return_access of":            "the scenario has one request, which is meant anyway",
		"callback result":             "no connector waits for a callback",
	}
}

// unheard are inputs that change nothing of what is played, and why.
func unheard() map[string]string {
	return map[string]string{
		"http_get": "no link decides: a test of the API walks through every operation that only reads",
	}
}
