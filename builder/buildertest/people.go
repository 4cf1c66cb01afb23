package buildertest

import "pgregory.net/rapid"

// rules draws whom a step asks, each once.
func (d *drawing) rules(label string) []any {
	all := []map[string]any{
		{"manager": "requester"},
		{"owner": "entitlement"},
		{"manager": "subject", "level": int64(2), "levels": int64(4)},
		{"person": logins[0]},
		{"person": logins[1]},
		{"group": groups[0]},
		{"where": d.expression(ofCandidates, path{})},
	}
	count := rapid.IntRange(1, 3).Draw(d.T, label)
	chosen := rapid.Permutation(all).Draw(d.T, label)[:count]
	rules := make([]any, 0, count)
	for i, rule := range chosen {
		if i == 2 && rule["person"] != nil { // never alone, as nobody may be on call
			rule = map[string]any{"on_call": facts[0]}
		}
		rules = append(rules, rule)
	}
	return rules
}

// counted is how many people rules can name, or 0 where that is not known.
func counted(rules []any) int {
	for _, rule := range rules {
		members, _ := rule.(map[string]any)
		if members["group"] != nil || members["on_call"] != nil || members["where"] != nil {
			return 0
		}
	}
	return len(rules)
}

func (d *drawing) recipients(label, word string) []any {
	to := append(d.rules(label), word)
	if d.chance("hook", 2) {
		to = append(to, map[string]any{"hook": d.text("hook", hooks...)})
	}
	return to
}
