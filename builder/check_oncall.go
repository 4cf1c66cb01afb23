package builder

import "slices"

// checkOnCall proves that enough people can be asked although nobody is on call: the
// roster may be empty, out of reach, or name whoever asks.
func checkOnCall(field string, needed int, found *nodeFindings, lists ...[]ApproverRule) {
	rules := slices.Concat(lists...)
	others := slices.DeleteFunc(slices.Clone(rules), func(rule ApproverRule) bool { return rule.OnCall != "" })
	most, counted := mostAsked(others)
	if len(others) == len(rules) || !counted || most >= needed {
		return
	}
	found.fail(CodeOnCallAlone, field, "When nobody is on call, or the one who asks is, %d of the %d who are needed can be asked. Ask somebody else as well.", most, needed)
}
