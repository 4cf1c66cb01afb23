package main

import (
	"slices"
	"strings"
	"time"
)

// row is what became of one automation under one fault.
type row struct {
	scenario string
	fault    fault
	points   int
	// In how many of these points' runs it was as it should be.
	sameEnd, effectsOnce, auditComplete, sound int
	rewrites                                   int
	worst                                      time.Duration
}

// results are what became of everything so far.
type results struct {
	rows      map[string]*row
	died      map[string]map[string]bool // events by scenario
	findings  []finding
	runs      int
	missed    int // points that a run never came to
	elsewhere int // deaths that met a run beside its own
	replayed  int
	took      time.Duration
}

func newResults() *results {
	return &results{rows: map[string]*row{}, died: map[string]map[string]bool{}}
}

// take adds a run and what the oracle found in it.
func (r *results) take(e *evidence, found []finding) {
	r.runs++
	r.findings = append(r.findings, found...)
	r.missed += len(e.run.points) - min(len(e.run.points), e.run.hits())
	r.elsewhere += e.run.elsewhere
	r.replayed += len(e.histories)
	against := func(numbers ...int) int {
		if slices.ContainsFunc(found, func(f finding) bool { return len(numbers) == 0 || slices.Contains(numbers, f.invariant) }) {
			return 0
		}
		return 1
	}
	name := e.run.scenario.Name
	for _, struck := range e.run.struck {
		at := r.row(name, struck.Point.Fault)
		at.points++
		at.sameEnd += against(2, 21, 24)
		at.effectsOnce += against(22)
		at.auditComplete += against(20, 23)
		at.sound += against()
		at.worst = max(at.worst, e.late())
		at.rewrites += e.rewrites()
	}
	e.run.addDied(r.died)
}

func (r *results) row(scenario string, what fault) *row {
	key := scenario + "\x00" + string(what)
	if r.rows[key] == nil {
		r.rows[key] = &row{scenario: scenario, fault: what}
	}
	return r.rows[key]
}

// sorted are the rows by automation and then in the order of the faults.
func (r *results) sorted() []*row {
	var list []*row
	for _, each := range r.rows {
		list = append(list, each)
	}
	order := faults()
	slices.SortFunc(list, func(a, b *row) int {
		if a.scenario != b.scenario {
			return strings.Compare(a.scenario, b.scenario)
		}
		return slices.Index(order, a.fault) - slices.Index(order, b.fault)
	})
	return list
}

// points is how many there were.
func (r *results) points() (count int) {
	for _, each := range r.rows {
		count += each.points
	}
	return count
}
