package main

import (
	_ "embed"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

//go:embed page.md
var pageText string

// writePage writes the published table, and around it what it says and how to repeat it.
func writePage(path string, r *results, seen *survey, seed uint64) error {
	events := coverage{}
	for name := range seen.saw {
		c := seen.coverage(name, r.died[name])
		events.events, events.died = events.events+c.events, events.died+c.died
	}
	text := strings.NewReplacer(
		"{points}", fmt.Sprint(r.points()), "{runs}", fmt.Sprint(r.runs), "{seed}", fmt.Sprint(seed),
		"{took}", r.took.Round(time.Second).String(), "{rate}", fmt.Sprintf("%.1f", float64(r.points())/r.took.Seconds()),
		"{events}", fmt.Sprint(events.events), "{died}", fmt.Sprint(events.died),
		"{period}", reconcileEvery.String(), "{replayed}", fmt.Sprint(r.replayed), "{missed}", fmt.Sprint(r.missed), "{elsewhere}", fmt.Sprint(r.elsewhere),
		"{findings}", r.foundText(), "{faults}", r.faultTable(), "{table}", r.wholeTable(), "{invariants}", r.invariantTable(),
	).Replace(pageText)
	return os.WriteFile(path, []byte(text), 0o644) //nolint:gosec // a page of the documentation, for everybody to read
}

func (r *results) foundText() string {
	if len(r.findings) == 0 {
		return "The oracle had nothing to say against any of them."
	}
	text := fmt.Sprintf("The oracle had %d things to say:\n\n", len(r.findings))
	for _, each := range r.findings {
		text += fmt.Sprintf("- `%s`: invariant %d: %s\n", each.run.name(), each.invariant, each.says)
	}
	return strings.TrimSpace(text)
}

// faultTable adds the rows up by fault.
func (r *results) faultTable() string {
	var text strings.Builder
	text.WriteString("| what was broken | points | same end | effects once | audit complete | written again | longest held after the end |\n|---|---:|---:|---:|---:|---:|---:|\n")
	for _, what := range faults() {
		var sum row
		for _, each := range r.rows {
			if each.fault == what {
				sum.points, sum.sameEnd, sum.effectsOnce = sum.points+each.points, sum.sameEnd+each.sameEnd, sum.effectsOnce+each.effectsOnce
				sum.auditComplete, sum.rewrites, sum.worst = sum.auditComplete+each.auditComplete, sum.rewrites+each.rewrites, max(sum.worst, each.worst)
			}
		}
		if sum.points > 0 {
			fmt.Fprintf(&text, "| %s | %d | %d | %d | %d | %d | %s |\n", what.sentence(), sum.points, sum.sameEnd, sum.effectsOnce, sum.auditComplete, sum.rewrites, short(sum.worst))
		}
	}
	return strings.TrimSpace(text.String())
}

func (r *results) wholeTable() string {
	var text strings.Builder
	text.WriteString("| automation | fault | points | same end | effects once | audit complete | written again | longest held after the end |\n|---|---|---:|---:|---:|---:|---:|---:|\n")
	for _, each := range r.sorted() {
		fmt.Fprintf(&text, "| %s | %s | %d | %d | %d | %d | %d | %s |\n", each.scenario, each.fault, each.points,
			each.sameEnd, each.effectsOnce, each.auditComplete, each.rewrites, short(each.worst))
	}
	return strings.TrimSpace(text.String())
}

func (r *results) invariantTable() string {
	var text strings.Builder
	text.WriteString("| | invariant | against it |\n|---:|---|---|\n")
	for _, each := range invariants() {
		count := 0
		for _, found := range r.findings {
			if found.invariant == each.Number {
				count++
			}
		}
		says := fmt.Sprintf("%d of %d runs", count, r.runs)
		if each.Number == replayableNumber {
			says = fmt.Sprintf("%d of %d histories", count, r.replayed)
		}
		fmt.Fprintf(&text, "| %d | %s | %s |\n", each.Number, each.Title, says)
	}
	return strings.TrimSpace(text.String())
}

// replayableNumber is of the invariant that is checked of histories and not of runs.
const replayableNumber = 17

func short(d time.Duration) string {
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// sentence says what a fault is.
func (f fault) sentence() string {
	says := []string{
		"the worker's process (SIGKILL), at events of the histories and between them",
		"the database: every statement fails for 7 s, from each one on",
		"the database: commits, and its answer is lost",
		"Okta: the connection is cut before the effect",
		"Okta: the connection is cut after the effect",
		"Okta: one call is answered with 500",
		"Okta: every call is answered with 500 for 7 s",
		"Okta: cut, and the effect lands 4 s later",
		"Okta: answers and has its effect after the attempt was given up",
		"the Temporal server (SIGKILL), at moments of chance",
		"the API: dies after its commit, before it starts the run",
		"the API: dies after it started the run, before it noted so; the client asks again",
		"the API: dies after a decision was taken, before it answered; the client asks again",
		"the API: dies after access was given back, before it answered; the client asks again",
		"somebody cancels a run in Temporal",
		"somebody terminates a run in Temporal",
		"somebody resets a run in Temporal to an earlier task",
		"somebody deletes a run in Temporal",
		"a kill switch over the person, the worker living or dying with it",
		"a kill switch over the entitlement, likewise",
		"a kill switch over the automation, likewise",
		"a kill switch over the whole connector, at moments of chance",
	}
	return says[slices.Index(faults(), f)]
}
