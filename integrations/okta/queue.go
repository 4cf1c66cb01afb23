package okta

import (
	"math"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// queue spreads what is put off over the coming windows, so that about as much
// comes back in each as it lets through: who goes first by urgency gets the earlier
// windows and, within one, the earlier moments. It remembers numbers and not who
// was told what, so that whoever never comes back costs a place and no more.
type queue struct {
	// places are calls by urgency and window. The first window is the present one.
	places [4][8]int
	far    int // how many were told to ask again when there may be places
}

const (
	// furthest is how far ahead a moment is at most: limits change, and so does what
	// is waiting. Who has no place before that asks for one then.
	furthest = 5 * time.Minute
	// herd is how far those are spread who come back to ask for a place.
	herd = 30 * time.Second
	// oversupply is the part of a window that is given away once more, so that no
	// call stays unused where somebody does not come, or comes late.
	oversupply = 20
	// tardy is how much after their moment people are still waited for.
	tardy = 3 * time.Second
)

// rank is the place of an urgency in the order in which they go.
func rank(urgency integrations.Urgency) int {
	switch urgency {
	case integrations.Urgent:
		return 0
	case integrations.Ending:
		return 1
	case integrations.Import:
		return 3
	default:
		return 2
	}
}

// spread is over how much of a window those are spread who come back in it: ends
// only as far as they would otherwise all come at once, beginnings over most of it.
func spread(rank int) time.Duration {
	if rank <= 1 {
		return 15 * time.Second
	}
	return 45 * time.Second
}

// shift makes a later window the present one.
func (q *queue) shift(windows int) {
	for rank := range q.places {
		places := &q.places[rank]
		kept := copy(places[:], places[min(windows, len(places)):])
		clear(places[kept:])
	}
}

// place keeps so many calls a place in the first window that has one and returns
// its moment. share is how many calls this urgency may use of a window, and next is
// when the window after the present one begins.
func (q *queue) place(calls, share int, urgency integrations.Urgency, next, now time.Time) time.Time {
	supply := share + share/oversupply + calls
	rank := rank(urgency)
	for window := 1; window < len(q.places[rank]); window++ {
		ahead := 0
		for _, places := range q.places[:rank+1] {
			ahead += places[window]
		}
		if ahead+calls > supply {
			continue
		}
		begins := next.Add(time.Duration(window-1) * time.Minute)
		at := begins.Add(spread(rank) * time.Duration(ahead) / time.Duration(supply))
		if at.Sub(now) > furthest {
			break
		}
		q.places[rank][window] += calls
		return at
	}
	q.far++
	return now.Add(furthest - golden(q.far))
}

// golden spreads one after the other evenly over the herd's time, however many
// there are: by the golden ratio.
func golden(n int) time.Duration {
	const ratio = 0.6180339887498949
	_, part := math.Modf(float64(n) * ratio)
	return time.Duration(part * float64(herd))
}

// expected is how many calls of the present window those need who go before that
// urgency and were told to come in it, and whose moment is not over.
func (q *queue) expected(urgency integrations.Urgency, elapsed time.Duration) int {
	total := 0
	for rank, places := range q.places[:rank(urgency)] {
		lasts := spread(rank) + tardy
		if left := lasts - elapsed; left > 0 {
			total += int((time.Duration(places[0])*min(left, lasts) + lasts - 1) / lasts)
		}
	}
	return total
}
