package builder

import (
	"fmt"
	"slices"
)

// Severity tells whether a problem stands between a definition and its publication.
type Severity string

// An Error blocks publication. A Warning is shown and does not.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Problem is one thing that is wrong with a definition, in words that the admin
// who drew it can act on.
type Problem struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	// Node is the id of the step it is about; empty when it is about the whole.
	Node string `json:"node,omitempty"`
	// Field is the field of the step's config ("duration.max", "branches[1].when"),
	// or a place in the definition ("name", "edges[3].to") where Node is empty.
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
	// Path holds the ids of the steps that show the problem, in the order in which
	// a run would take them. A cycle names its first step again as the last.
	Path []string `json:"path,omitempty"`
	// Line and Column count from 1: in the document for a CF0xx problem, else
	// in the expression that the field holds. They are 0 where there is no such place.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

// HasErrors reports whether any of the problems blocks publication.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}

// mostProblems is how many problems are listed: nobody reads more, and a hostile
// document could have as many as it has letters.
const mostProblems = 500

// findings collects problems in the order in which they are found.
type findings struct {
	problems []Problem
	// expressions is how many there are, as each costs more to check than to write.
	expressions int
}

func (f *findings) add(problem Problem) {
	if problem.Severity == "" {
		problem.Severity = Error
	}
	// Whatever is left out, an error among what is listed says that there are some.
	if len(f.problems) >= mostProblems && (problem.Severity == Warning || f.problems[0].Severity == Error) {
		return
	}
	if len(f.problems) >= mostProblems {
		f.problems[0] = problem
		return
	}
	f.problems = append(f.problems, problem)
}

// document reports something about the definition as a whole.
func (f *findings) document(code Code, field, message string, args ...any) {
	f.add(Problem{Code: code, Field: field, Message: fmt.Sprintf(message, args...)})
}

// about narrows the collection to one step.
func (f *findings) about(node string) *nodeFindings { return &nodeFindings{node: node, all: f} }

// nodeFindings collects the problems of one step.
type nodeFindings struct {
	node string
	all  *findings
}

func (n *nodeFindings) fail(code Code, field, message string, args ...any) {
	n.all.add(Problem{Code: code, Node: n.node, Field: field, Message: fmt.Sprintf(message, args...)})
}

func (n *nodeFindings) warn(code Code, field, message string, args ...any) {
	n.all.add(Problem{Code: code, Severity: Warning, Node: n.node, Field: field, Message: fmt.Sprintf(message, args...)})
}

// along reports something that a path through the graph shows.
func (n *nodeFindings) along(code Code, path []string, message string, args ...any) {
	n.all.add(Problem{Code: code, Node: n.node, Path: path, Message: fmt.Sprintf(message, args...)})
}
