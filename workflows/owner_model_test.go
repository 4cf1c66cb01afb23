package workflows

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// modelSet is a random life of one key: what was held before, and leases of it. All
// times are since the beginning.
type modelSet struct {
	seed     uint64
	standing string // "" for nothing, "-" for membership alone, or the tier that is held
	tiers    bool
	leases   []modelLease
}

// modelLease is handed over at a moment, absolute or counted from then on, and then
// things happen to it.
type modelLease struct {
	id         string
	tier       string
	handed     time.Duration
	from, ends time.Duration // of an absolute window
	lasts      time.Duration // of a counted one
	acts       []modelAct
}

type modelAct struct {
	do string // "extend", "bound", "limit" or "end"
	at time.Duration
	by time.Duration // how much more time, or until when
}

var modelScale = []string{"Basic", "Pro", "Max"}

// newModelSet makes everything of a seed. Absolute windows meet on whole minutes, and
// everything else is two seconds apart at least: while a call is under way the test
// environment lets the clock run, and what is so near would come in between.
func newModelSet(seed uint64) modelSet {
	random := rand.New(rand.NewPCG(seed, 4))
	instant := time.Duration(0)
	somewhere := func(from, span int) time.Duration {
		instant += 2 * time.Second
		return minutes(from+random.IntN(span)) + instant
	}
	set := modelSet{seed: seed, tiers: random.IntN(2) == 0}
	if random.IntN(3) == 0 {
		set.standing = "-"
		if set.tiers {
			set.standing = []string{"Basic", "Pro", "Legacy"}[random.IntN(3)]
		}
	}
	for i := range 2 + random.IntN(5) {
		lease := modelLease{id: string(rune('a' + i)), handed: somewhere(0, 120)}
		if set.tiers {
			lease.tier = modelScale[random.IntN(3)]
		}
		if random.IntN(2) == 0 {
			lease.lasts = minutes(1 + random.IntN(120))
		} else {
			lease.from = minutes(random.IntN(16) * 10)
			lease.ends = lease.from + minutes(10+random.IntN(10)*10)
		}
		for range random.IntN(4) {
			act := modelAct{at: somewhere(int(lease.handed/time.Minute)+1, 120)}
			switch random.IntN(4) {
			case 0:
				act.do, act.by = "extend", minutes(1+random.IntN(90))
			case 1:
				act.do, act.by = "bound", max(act.at, lease.from)+minutes(1+random.IntN(60))
			case 2:
				act.do, act.by = "limit", minutes(random.IntN(200))
			default:
				act.do = "end"
			}
			lease.acts = append(lease.acts, act)
		}
		slices.SortFunc(lease.acts, func(a, b modelAct) int { return cmp.Compare(a.at, b.at) })
		set.leases = append(set.leases, lease)
	}
	return set
}

// held is when a lease gives something: from its beginning until just before its end.
// It knows nothing of owners, leases' records or revisions.
func (l modelLease) held() (from, until time.Duration) {
	from, granted := max(l.from, l.handed), l.ends
	if l.lasts > 0 {
		from, granted = l.handed, l.handed+l.lasts
	}
	until = granted
	limit := time.Duration(1 << 60)
	for _, act := range l.acts {
		if act.at >= until {
			break // it is over, and nothing brings it back
		}
		switch act.do {
		case "extend":
			granted += act.by
			until = min(granted, limit)
		case "bound":
			until = min(granted, limit, act.by)
		case "limit":
			if act.by <= act.at || act.by <= l.from {
				return from, act.at
			}
			limit = min(limit, act.by)
			until = min(until, limit)
		case "end":
			return from, act.at
		}
	}
	return from, until
}

// at is what is held at a moment: "" for nothing, "-" for membership, or the tier.
func (s modelSet) at(moment time.Duration) string {
	held := s.standing
	for _, lease := range s.leases {
		from, until := lease.held()
		if moment < from || moment >= until {
			continue
		}
		switch {
		case !s.tiers:
			held = "-"
		case held == "" || slices.Contains(modelScale, held) && slices.Index(modelScale, lease.tier) > slices.Index(modelScale, held):
			held = lease.tier
		}
	}
	return held
}

// edges are the moments when a lease begins or ends, in their order.
func (s modelSet) edges() []time.Duration {
	edges := []time.Duration{0}
	for _, lease := range s.leases {
		if from, until := lease.held(); from < until {
			edges = append(edges, from, until)
		}
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

func (s modelSet) String() string {
	text := fmt.Sprintf("seed %d, held before: %q, tiers %v", s.seed, s.standing, s.tiers)
	for _, lease := range s.leases {
		from, until := lease.held()
		text += fmt.Sprintf("\n  %s %s handed %s, window %s to %s, or %s: held %s to %s", lease.id, lease.tier, lease.handed, lease.from, lease.ends, lease.lasts, from, until)
		for _, act := range lease.acts {
			text += fmt.Sprintf("\n    %s at %s, %s", act.do, act.at, act.by)
		}
	}
	return strings.TrimSpace(text)
}
