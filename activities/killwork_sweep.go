package activities

import (
	"context"
	"sync"

	"github.com/curfewhq/curfew/internal/access"
)

// SweepInput asks for a page of what a kill switch ends: its leases first, and then
// its requests.
type SweepInput struct {
	ID       string `json:"id"`
	Requests bool   `json:"requests,omitempty"`
	After    string `json:"after,omitempty"` // the last id of the page before
	// Again tells owners once more whose lease is over and not confirmed.
	Again bool `json:"again,omitempty"`
	// Direct has nothing ended and owners look whose lease was ended without them.
	Direct bool `json:"direct,omitempty"`
}

// Swept is what became of a page.
type Swept struct {
	Next   string `json:"next,omitempty"` // empty after the last page
	Told   int    `json:"told"`
	Failed int    `json:"failed,omitempty"`
	// Why is why one of those that failed did.
	Why string `json:"why,omitempty"`
}

const sweepPage = 100

// SweepKillSwitch tells everybody on a page. One that cannot be told keeps nobody
// else, and is told by a later sweep.
func (w *KillWork) SweepKillSwitch(ctx context.Context, in SweepInput) (Swept, error) {
	swept, err := w.sweep(ctx, in)
	return swept, applicationError(err)
}

func (w *KillWork) sweep(ctx context.Context, in SweepInput) (Swept, error) {
	k, err := w.Switches.KillSwitch(ctx, in.ID)
	if err != nil {
		return Swept{}, err
	}
	end := KillEnd{By: k.By, Note: "Kill switch: " + k.Reason, At: w.Clock().UTC()}
	switch {
	case in.Direct:
		return w.sweepDirect(ctx, in)
	case in.Requests:
		return w.sweepRequests(ctx, in, end)
	default:
		return w.sweepLeases(ctx, in, end)
	}
}

// sweepDirect has owners find in the ledger what was ended without them. They are not
// told to end it: what is settled already is not taken away a second time.
func (w *KillWork) sweepDirect(ctx context.Context, in SweepInput) (swept Swept, err error) {
	leases, err := w.Switches.KillDirect(ctx, in.ID, in.After, sweepPage)
	if err != nil {
		return swept, err
	}
	if len(leases) == sweepPage {
		swept.Next = leases[len(leases)-1].ID
	}
	_ = tellAll(w.AtOnce, &swept, leases, func(lease access.Lease) error {
		return w.Enders.Look(ctx, lease.Key, "In an emergency it was ended directly, past this run.")
	})
	return swept, ctx.Err()
}

func (w *KillWork) sweepLeases(ctx context.Context, in SweepInput, end KillEnd) (swept Swept, err error) {
	leases, err := w.Switches.KillLeases(ctx, in.ID, in.After, in.Again, sweepPage)
	if err != nil {
		return swept, err
	}
	if len(leases) == sweepPage {
		swept.Next = leases[len(leases)-1].ID
	}
	_ = tellAll(w.AtOnce, &swept, leases, func(lease access.Lease) error { return w.Enders.EndSoon(ctx, lease, end) })
	return swept, ctx.Err()
}

func (w *KillWork) sweepRequests(ctx context.Context, in SweepInput, end KillEnd) (swept Swept, err error) {
	requests, err := w.Switches.KillRequests(ctx, in.ID, in.After, sweepPage)
	if err != nil {
		return swept, err
	}
	if len(requests) == sweepPage {
		swept.Next = requests[len(requests)-1]
	}
	told := tellAll(w.AtOnce, &swept, requests, func(id string) error { return w.Enders.StopSoon(ctx, id, end) })
	return swept, w.Switches.KillToldRequests(ctx, in.ID, told)
}

// tellAll tells all of them, so many at once, counts, and returns who was told.
func tellAll[T any](atOnce int, swept *Swept, all []T, tell func(T) error) (told []T) {
	failed := make([]error, len(all))
	var group sync.WaitGroup
	free := make(chan struct{}, max(1, atOnce))
	for i, each := range all {
		free <- struct{}{}
		group.Go(func() {
			defer func() { <-free }()
			failed[i] = tell(each)
		})
	}
	group.Wait()
	for i, each := range all {
		if failed[i] == nil {
			told = append(told, each)
			continue
		}
		swept.Failed++
		swept.Why = failed[i].Error()
	}
	swept.Told = len(told)
	return told
}
