package main

import "time"

// invariant is one of the twenty of the engine's study. Check says what is wrong
// with a run, a sentence each.
type invariant struct {
	Number int
	Title  string
	Check  func(*evidence) []string
}

// bound is how long after its end access may still be there, in a house where one
// thing is broken at a time: the longest time an attempt of the dead is taken for
// alive, the longest outage, and a margin. An effect that landed after its caller
// had given up is found when the outside system is read once more, a minute later.
const (
	bound      = 60 * time.Second
	boundLate  = bound + 60*time.Second
	claimEarly = 5 * time.Second
)

func (e *evidence) bound() time.Duration {
	if _, interfered := e.run.interfered(); interfered {
		return bound + reconcileEvery
	}
	if e.run.has(outsideLate) || e.run.has(outsideSlow) {
		return boundLate
	}
	return bound
}

// invariants are the twenty, in their order, and the four comparisons with the
// undisturbed run that the matrix is about.
func invariants() []invariant {
	return []invariant{
		{1, "No access without a live lease", noAccessWithoutALease},
		{2, "Eventually absent", eventuallyAbsent},
		{3, "Overlap safety", overlapSafety},
		{4, "Baseline preserved", baselinePreserved},
		{5, "Write-ahead", writeAhead},
		{6, "Ended is absorbing", endedIsAbsorbing},
		{7, "Single writer", singleWriter},
		{8, "Authorised", authorised},
		{9, "No self-approval", noSelfApproval},
		{10, "One person, one vote", onePersonOneVote},
		{11, "Approved is granted", approvedIsGranted},
		{12, "Hard end", hardEnd},
		{13, "Plan immutability", planImmutability},
		{14, "One workflow for each request", oneWorkflow},
		{15, "Acknowledged means done", acknowledgedMeansDone},
		{16, "Projection converges", projectionConverges},
		{17, "Replayable", replayable},
		{18, "Interference recovery", interferenceRecovery},
		{19, "Kill switch", killSwitch},
		{20, "Evidence complete and clean", evidenceComplete},
		{21, "The same end as undisturbed", sameEnd},
		{22, "Each effect once", eachEffectOnce},
		{23, "The audit log holds every line of the undisturbed run", auditComplete},
		{24, "Nothing is left open", nothingOpen},
	}
}

// finding is what the oracle has against a run.
type finding struct {
	run       *run
	invariant int
	says      string
}

// judge holds a run against everything.
func judge(e *evidence) []finding {
	var found []finding
	for _, each := range invariants() {
		for _, says := range each.Check(e) {
			found = append(found, finding{e.run, each.Number, says})
		}
	}
	return found
}
