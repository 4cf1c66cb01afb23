package main

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"sync"
)

// watch is what a worker process knows of where its runs stand. A run that came to
// the place where its process is to die is held: nothing of it moves any more, as if
// the process were dead, until the process is.
type watch struct {
	orders orders
	out    *json.Encoder

	mu    sync.Mutex
	count map[string]int // by workflow and place
	held  map[string]bool
	waits map[string]chan struct{} // of those that wait to be let go on
}

func newWatch(given orders, out io.Writer) *watch {
	return &watch{orders: given, out: json.NewEncoder(out), count: map[string]int{}, held: map[string]bool{}, waits: map[string]chan struct{}{}}
}

// next is the number of what a workflow begins at a place now.
func (w *watch) next(workflowID, place string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.count[workflowID+" "+place]++
	return strconv.Itoa(w.count[workflowID+" "+place])
}

// pass is called where a run is at a point. It returns when the run may go on, and
// never where this is the end of the process for it.
func (w *watch) pass(workflowID, place, moment string, which ...string) {
	if w.ends(workflowID, place, moment, which...) {
		select {}
	}
}

// ends reports whether this is the end of the process for a run, or was before. Where
// somebody does something to the run here and the process lives on, it returns when
// that was done.
func (w *watch) ends(workflowID, place, moment string, which ...string) bool {
	caseID, name := whose(workflowID)
	if caseID == "" {
		return false
	}
	w.mu.Lock()
	ordered := w.orders.Points[caseID]
	here := point{Fault: workerDies, Workflow: name, Place: place, Which: ordered.Which, Moment: moment}
	if ordered.Fault.acts() {
		here.Fault = ordered.Fault
	}
	ends := ordered == here && slices.Contains(which, ordered.Which)
	if !w.held[caseID] && (ends || w.orders.Tell && len(which) > 0) {
		if !ends {
			here.Which = which[len(which)-1]
		}
		_ = w.out.Encode(passed{Case: caseID, Point: here, Events: which, Held: ends})
	}
	if ends && w.orders.LetGo {
		delete(w.orders.Points, caseID)
		done := make(chan struct{})
		w.waits[caseID] = done
		w.mu.Unlock()
		<-done
		return false
	}
	defer w.mu.Unlock()
	w.held[caseID] = w.held[caseID] || ends
	return w.held[caseID]
}

// letGo has a run go on that waits at its point.
func (w *watch) letGo(caseID string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if done, waits := w.waits[caseID]; waits {
		close(done)
		delete(w.waits, caseID)
	}
}

// hinders reports whether a fault other than death is ordered for this place, and
// says so.
func (w *watch) hinders(workflowID, place, which string, what fault) bool {
	caseID, name := whose(workflowID)
	ordered := w.orders.Points[caseID]
	if caseID == "" || ordered.Fault != what || ordered.Workflow != name || ordered.Place != place || ordered.Which != which {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.out.Encode(passed{Case: caseID, Point: ordered, Held: true})
	return true
}
