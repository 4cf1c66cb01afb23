package document

import (
	"cmp"
	"slices"

	"github.com/curfewhq/curfew/builder"
)

// Finding is a problem and where in its document it is.
type Finding struct {
	Code     builder.Code     `json:"code,omitempty"` // none where it is not about the document itself
	Severity builder.Severity `json:"severity"`
	Message  string           `json:"message"`
	Node     string           `json:"node,omitempty"`
	Field    string           `json:"field,omitempty"`
	Path     []string         `json:"path,omitempty"`
	Range
}

// Findings locates problems, and lists them from the first line to the last.
func (x *Index) Findings(problems []builder.Problem) []Finding {
	findings := make([]Finding, 0, len(problems))
	for _, problem := range problems {
		findings = append(findings, Finding{
			Code: problem.Code, Severity: problem.Severity, Message: problem.Message,
			Node: problem.Node, Field: problem.Field, Path: problem.Path,
			Range: x.Locate(problem),
		})
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return findings
}
