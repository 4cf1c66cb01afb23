package activities

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/curfewhq/curfew/internal/access"
)

// Owner is as it was set, one time after the other, and otherwise shows nothing.
func (w *town) Owner(_ context.Context, key access.Key) (OwnerSeen, error) {
	shows := w.shows[key.Subject]
	if len(shows) == 0 {
		return OwnerSeen{Runs: w.running[key.Subject]}, nil
	}
	w.shows[key.Subject] = shows[1:]
	return shows[0], nil
}

func (w *town) EndOver(_ context.Context, lease access.Lease, note string) error {
	w.running[lease.Key.Subject] = true
	w.told = append(w.told, lease.Key.Subject+": ended "+lease.ID+". "+note)
	return nil
}

func (w *town) RequestRuns(_ context.Context, id string) (bool, error) { return w.running[id], nil }

// OpenOwners lists one on a page.
func (w *town) OpenOwners(_ context.Context, _, page string) (keys []access.Key, next string, err error) {
	var open []string
	for _, subject := range slices.Sorted(maps.Keys(w.running)) {
		if w.running[subject] {
			open = append(open, subject)
		}
	}
	at, _ := strconv.Atoi(page)
	if at < len(open) {
		keys = []access.Key{keyOf(open[at])}
	}
	if at+1 < len(open) {
		next = strconv.Itoa(at + 1)
	}
	return keys, next, nil
}

func (w *town) Look(_ context.Context, key access.Key, why string) error {
	w.running[key.Subject] = true
	w.told = append(w.told, key.Subject+": "+why)
	return nil
}

func (w *town) LookAgain(ctx context.Context, key access.Key, why string) error {
	return w.Look(ctx, key, why)
}
