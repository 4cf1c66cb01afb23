package builder

import "slices"

// ProblemInfo explains a code to whoever meets it: what it means, what it looks
// like, and what to do.
type ProblemInfo struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	Meaning  string   `json:"meaning"`
	Example  string   `json:"example"`
	Mend     string   `json:"mend"`
}

// Problems explains every code that Parse and Check report, in the order of the
// codes. docs/problems.md is written from it.
func Problems() []ProblemInfo {
	return slices.Concat(documentProblems, graphProblems, fieldsProblems, expressionsProblems, proofsProblems)
}

// Explain explains one code, and says whether there is such a code.
func Explain(code Code) (ProblemInfo, bool) {
	all := Problems()
	at := slices.IndexFunc(all, func(info ProblemInfo) bool { return info.Code == code })
	if at < 0 {
		return ProblemInfo{}, false
	}
	return all[at], true
}
