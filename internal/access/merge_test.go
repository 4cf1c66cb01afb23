package access

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

func tier(value string, from, to time.Duration) Lease {
	return Lease{
		ID: value, State: Open, From: noon.Add(from), Ends: noon.Add(to), HardEnd: noon.Add(to), OpenedAt: noon,
		Attributes: []Attribute{{Name: "licenseType", Value: value, Scale: []string{"Basic", "Pro", "Enterprise"}}},
	}
}

func TestTheHighestWantedTierWins(t *testing.T) {
	leases := []Lease{tier("Pro", 0, 4*time.Hour), tier("Enterprise", time.Hour, 2*time.Hour), tier("Basic", 0, 5*time.Hour)}
	for _, c := range []struct {
		after time.Duration
		want  string
	}{{0, "Pro"}, {time.Hour, "Enterprise"}, {2 * time.Hour, "Pro"}, {4 * time.Hour, "Basic"}} {
		if got := Merge(Holding{}, leases, noon.Add(c.after)); !got.Present || got.Attributes["licenseType"] != c.want {
			t.Errorf("after %s: %+v, want %s", c.after, got, c.want)
		}
	}
	if got := Merge(Holding{}, leases, noon.Add(5*time.Hour)); got.Present {
		t.Errorf("at the end: %+v, want nothing", got)
	}
}

func TestTheBaselineIsNeverLowered(t *testing.T) {
	leases := []Lease{tier("Pro", 0, time.Hour)}
	for held, want := range map[string]string{"Enterprise": "Enterprise", "Basic": "Pro", "Founders' plan": "Founders' plan"} {
		baseline := Holding{Present: true, Attributes: map[string]string{"licenseType": held}}
		if got := Merge(baseline, leases, noon).Attributes["licenseType"]; got != want {
			t.Errorf("with %s and a lease of Pro: %s, want %s", held, got, want)
		}
		if got := Merge(baseline, leases, noon.Add(time.Hour)); !got.Present || got.Attributes["licenseType"] != held {
			t.Errorf("after the lease: %+v, want %s back", got, held)
		}
	}
}

// A naive model: somebody holds it at a moment if any lease says so by itself.
func TestHeldExactlyWhileAnyLeaseCovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var leases []Lease
		for range rapid.IntRange(0, 6).Draw(t, "leases") {
			from := rapid.IntRange(0, 20).Draw(t, "from")
			length := rapid.IntRange(1, 10).Draw(t, "length")
			lease := tier("Pro", time.Duration(from)*time.Minute, time.Duration(from+length)*time.Minute)
			lease.State = rapid.SampledFrom([]LeaseState{Scheduled, Opening, Open, Ending, Ended, RefusedLease}).Draw(t, "state")
			leases = append(leases, lease)
		}
		standing := rapid.Bool().Draw(t, "standing")
		minute := rapid.IntRange(0, 35).Draw(t, "minute")
		at := noon.Add(time.Duration(minute) * time.Minute)
		want := standing
		for _, lease := range leases {
			live := lease.State == Scheduled || lease.State == Opening || lease.State == Open
			want = want || live && !at.Before(lease.From) && at.Before(lease.Ends)
		}
		if got := Merge(Holding{Present: standing}, leases, at).Present; got != want {
			t.Fatalf("at minute %d: held %v, want %v with %+v", minute, got, want, leases)
		}
	})
}

// Between two edges nothing may change: an owner that sleeps to the next edge
// misses nothing.
func TestNothingChangesBetweenEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var leases []Lease
		for range rapid.IntRange(1, 5).Draw(t, "leases") {
			from := rapid.IntRange(0, 20).Draw(t, "from")
			length := rapid.IntRange(1, 10).Draw(t, "length")
			leases = append(leases, tier("Pro", time.Duration(from)*time.Minute, time.Duration(from+length)*time.Minute))
		}
		at := noon
		for {
			next, any := NextEdge(leases, at)
			if !any {
				break
			}
			now := Merge(Holding{}, leases, at).Present
			for m := at; m.Before(next); m = m.Add(20 * time.Second) {
				if Merge(Holding{}, leases, m).Present != now {
					t.Fatalf("changed at %s, between the edges %s and %s", m, at, next)
				}
			}
			at = next
		}
		if Merge(Holding{}, leases, at).Present {
			t.Fatal("held after the last edge")
		}
	})
}
