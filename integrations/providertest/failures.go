package providertest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

func tellsMoment(t *testing.T, h Harness) {
	for _, calls := range []Calls{Writes, All} {
		h.Mend()
		h.Give(h.Keys[1], h.held(low))
		before := h.Effects()
		h.broken(t, TooMany, calls)
		for doing, key := range map[string]int{"provisioning": 0, "deprovisioning": 1} {
			later := wants[*integrations.RetryLater](t, h, doing, attempts(t, h, h.Keys[key])[doing]())
			if off := later.At.Sub(h.Limited()).Abs(); off > 2*time.Second {
				t.Fatalf("%s: want to be told %s, got %s", doing, h.Limited(), later.At)
			}
		}
		effects(t, h, before, 0)
	}
}

func downIsUnknown(t *testing.T, h Harness) {
	h.broken(t, Down, All)
	before := h.Effects()
	for doing, attempt := range attempts(t, h, h.Keys[0]) {
		unknown(t, h, doing, attempt())
	}
	effects(t, h, before, 0)
}

func lostBefore(t *testing.T, h Harness) { lost(t, h, LostBefore, 0) }
func lostAfter(t *testing.T, h Harness)  { lost(t, h, LostAfter, 1) }

func lost(t *testing.T, h Harness, how Failure, already int) {
	ctx := context5s(t)
	h.Give(h.Keys[1], h.held(low))
	before := h.Effects()
	h.broken(t, how, Writes)
	within(t, 3*time.Second, func() { // and not: retried without end
		unknown(t, h, "provisioning", attempts(t, h, h.Keys[0])["provisioning"]())
		unknown(t, h, "deprovisioning", attempts(t, h, h.Keys[1])["deprovisioning"]())
	})
	effects(t, h, before, 2*already)
	h.Mend()
	_, err := h.Provider.Provision(ctx, h.Keys[0], h.held(high))
	ok(t, "provisioning again", err)
	_, err = h.Provider.Deprovision(ctx, h.Keys[1])
	ok(t, "deprovisioning again", err)
	outside(t, h, h.Keys[0], h.held(high))
	outside(t, h, h.Keys[1], nothing)
	effects(t, h, before, 2)
}

func lateEffect(t *testing.T, h Harness) {
	ctx := context5s(t)
	h.broken(t, Late, Writes)
	unknown(t, h, "provisioning", attempts(t, h, h.Keys[0])["provisioning"]())
	h.Mend()
	_, err := h.Provider.Deprovision(ctx, h.Keys[0])
	ok(t, "deprovisioning", err)
	h.Land()
	held, err := h.Provider.ReadBack(ctx, h.Keys[0], nil)
	ok(t, "reading back", err)
	if !held.Present {
		t.Fatal("the effect that landed late is not seen")
	}
	_, err = h.Provider.Deprovision(ctx, h.Keys[0])
	ok(t, "deprovisioning", err)
	outside(t, h, h.Keys[0], nothing)
}

func honoursDeadline(t *testing.T, h Harness) {
	h.broken(t, Slow, All)
	for name, limited := range map[string]func() (context.Context, context.CancelFunc){
		"a deadline": func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), 30*time.Millisecond)
		},
		"a cancelled context": func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx, cancel
		},
	} {
		ctx, cancel := limited()
		defer cancel()
		within(t, 900*time.Millisecond, func() {
			_, err := h.Provider.ReadBack(ctx, h.Keys[0], nil)
			unknown(t, h, name+", reading back", err)
			_, err = h.Provider.Provision(ctx, h.Keys[0], h.held(low))
			unknown(t, h, name+", provisioning", err)
			_, err = h.Provider.Deprovision(ctx, h.Keys[0])
			unknown(t, h, name+", deprovisioning", err)
		})
	}
}

func concurrentKeys(t *testing.T, h Harness) {
	ctx, before := context5s(t), h.Effects()
	problems := make(chan error, len(h.Keys))
	var all sync.WaitGroup
	for _, key := range h.Keys {
		all.Go(func() {
			for range 3 {
				if _, err := h.Provider.Provision(ctx, key, h.held(high)); err != nil {
					problems <- fmt.Errorf("%s: %w", key, err)
					return
				}
				if _, err := h.Provider.Deprovision(ctx, key); err != nil {
					problems <- fmt.Errorf("%s: %w", key, err)
					return
				}
			}
		})
	}
	all.Wait()
	close(problems)
	for err := range problems {
		t.Error(err)
	}
	effects(t, h, before, 6*len(h.Keys))
}

func checkIsQuiet(t *testing.T, h Harness) {
	ok(t, "checking", h.Provider.Check(context5s(t)))
}

func checkNames(t *testing.T, h Harness) {
	for _, how := range []Failure{WrongPassword, Down, LostBefore} {
		if !h.Break(how, All) {
			continue
		}
		err := h.Provider.Check(context5s(t))
		if err == nil {
			t.Fatalf("nothing was found with failure %d", how)
		}
		_ = wants[error](t, h, "checking", err)
		h.Mend()
	}
}
