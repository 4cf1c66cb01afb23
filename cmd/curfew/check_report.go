package main

import (
	"context"
	"fmt"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

// checkReport is the answer of `check --json`.
type checkReport struct {
	Files    []*checkedFile `json:"files"`
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	// Unchecked is how many names could not be looked up; they are no warnings.
	Unchecked int  `json:"unchecked"`
	ByServer  bool `json:"by_server"`
}

// checkedFile is a file and what is wrong with it.
type checkedFile struct {
	File string `json:"file"`
	// Automation is the name that the document gives it.
	Automation string             `json:"automation,omitempty"`
	Problems   []document.Finding `json:"problems"`
	PlanHash   string             `json:"plan_hash,omitempty"` // where there are no errors
	// Unreadable is a sentence that says why there is nothing to check.
	Unreadable string `json:"unreadable,omitempty"`

	source document.Source
	def    builder.Definition
	index  *document.Index
}

// checkAll checks files one after the other. An error is only of the checker: what
// cannot be read is said in the report.
func checkAll(ctx context.Context, p program, names []string, check checker) (checkReport, error) {
	report := checkReport{Files: []*checkedFile{}}
	named := map[string]string{}
	for _, name := range names {
		file := &checkedFile{File: name, Problems: []document.Finding{}}
		report.Files = append(report.Files, file)
		var err error
		if file.source, err = document.Read(name, p.in); err != nil {
			file.Unreadable = err.Error()
			continue
		}
		problems, err := check(ctx, file.source)
		if err != nil {
			return report, err
		}
		file.def, _ = file.source.Parse()
		file.index = document.NewIndex(file.source)
		if file.Automation = file.def.Name; file.Automation != "" {
			if earlier, taken := named[file.Automation]; taken {
				problems = append(problems, sameName(file.Automation, earlier))
			} else {
				named[file.Automation] = name
			}
		}
		file.Problems = file.index.Findings(problems)
		if !builder.HasErrors(problems) {
			file.PlanHash = planHash(file.def)
		}
		report.count(problems)
	}
	return report, nil
}

// sameName is what no document can know about itself.
func sameName(name, earlier string) builder.Problem {
	return builder.Problem{
		Severity: builder.Error, Field: "name",
		Message: fmt.Sprintf("The name %q is that of %s already. One file describes one automation: rename one of them, or remove the file that is out of date.", name, earlier),
	}
}

func planHash(def builder.Definition) string {
	plan, err := builder.Compile(def)
	if err != nil {
		return ""
	}
	encoded, err := plan.Encode()
	if err != nil {
		return ""
	}
	return builder.Hash(encoded)
}

func (r *checkReport) count(problems []builder.Problem) {
	for _, problem := range problems {
		switch {
		case problem.Severity == builder.Error:
			r.Errors++
		case problem.Code == builder.CodeUnchecked:
			r.Unchecked++
		default:
			r.Warnings++
		}
	}
}

// wrong is how many files have errors, or cannot be read.
func (r *checkReport) wrong() int {
	wrong := 0
	for _, file := range r.Files {
		if !file.good() {
			wrong++
		}
	}
	return wrong
}

func (f *checkedFile) good() bool {
	for _, finding := range f.Problems {
		if finding.Severity == builder.Error {
			return false
		}
	}
	return f.Unreadable == ""
}

// verdict is the exit code that the report comes to.
func (r *checkReport) verdict(strict bool) error {
	for _, file := range r.Files {
		if file.Unreadable != "" {
			return ended{exitUsage}
		}
	}
	if r.Errors > 0 || strict && r.Warnings > 0 {
		return ended{exitFailure}
	}
	return nil
}
