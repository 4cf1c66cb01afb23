package main

import (
	"io"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"
)

// The harness is trusted with its zero because it does not say zero where something
// is wrong: each of these products has a fault, put around its parts, and each is
// found by the invariant that the fault breaks. A product without one is not.
func TestAPlantedFaultIsFoundAndASoundProductIsNot(t *testing.T) {
	program := temporalProgram(t)
	list, err := scenarios()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(s scenario) bool { return s.Name == "manager-approval" })
	simple := list[i : i+1]
	var all sync.WaitGroup // they wait most of the time, so more of them than there are cores
	defer all.Wait()
	for _, planted := range []struct {
		plant   plant
		point   point
		against int
	}{
		{noPlant, point{Fault: workerDies, Workflow: "access", Place: "event", Which: "timer-1", Moment: "lost"}, 0},
		{undoLate, point{Fault: undisturbed}, 5},
		{givesUp, point{Fault: outsideDown, Place: "call", Which: "6"}, 2},
		{noReading, point{Fault: undisturbed}, 20},
		{noReading, point{Fault: workerDies, Workflow: "access", Place: "event", Which: "done-3", Moment: "taken"}, 2},
		{forgetful, point{Fault: runTerminated, Workflow: "access", Place: "event", Which: "timer-2", Moment: "lost"}, 2},
		{talkative, point{Fault: undisturbed}, leaked},
	} {
		all.Go(func() {
			t.Run(string(planted.plant)+" "+planted.point.String(), func(t *testing.T) {
				found, wrong := play(t, settings{temporal: program, scenarios: simple, plant: planted.plant}, planted.point)
				if (len(wrong) > 0) != (planted.against == leaked) {
					t.Errorf("it wrote %v", wrong)
				}
				if planted.against == leaked {
					return
				}
				if planted.against == 0 && len(found) > 0 {
					t.Errorf("found %v in a product without a fault", found)
				}
				if planted.against != 0 && !slices.ContainsFunc(found, func(f finding) bool { return f.invariant == planted.against }) {
					t.Errorf("nothing was found against invariant %d, only %v", planted.against, found)
				}
			})
		})
	}
}

// play has one run come to a point, in a house of its own, and says what is found against
// it and what leaked. On a busy machine a history may be cut otherwise, so that the run
// does not come to the point: then another one is sent.
func play(t *testing.T, given settings, at point) (found []finding, leaked []string) {
	t.Helper()
	for range 5 {
		runs := []*run{newRun(1, given.scenarios[0], at)}
		h, err := openHouse(given, runs)
		if err != nil {
			t.Fatal(err)
		}
		patience := 12 * time.Second // what has a fault may never come to its end
		switch given.plant {
		case noPlant:
			patience = time.Minute
		case forgetful:
			patience = 8 * time.Second // twice
		}
		p := &procession{house: h, tell: io.Discard, chance: rand.New(rand.NewPCG(1, 1)), waiting: runs, batch: 1, calmest: patience, finish: patience, survey: &survey{}}
		err = p.play()
		if err == nil {
			found = findings(t, h, runs)
			leaked, err = h.leaks()
		}
		h.shut()
		if err != nil {
			t.Fatal(err)
		}
		if at.Fault == undisturbed || runs[0].hits() > 0 {
			return found, leaked
		}
	}
	t.Fatal("no run came to the point")
	return nil, nil
}

// leaked is in the place of an invariant where a secret is to be found in what was written.
const leaked = -1

func findings(t *testing.T, h *house, runs []*run) (found []finding) {
	t.Helper()
	all, err := gather(h, runs, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		found = append(found, judge(e)...)
	}
	return found
}
