package worker

import (
	"math"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

const (
	// bytesARun is what a run takes that is kept in memory, as make bench measures it.
	bytesARun = 130 << 10
	// cacheShare is the part of the memory that runs may take.
	cacheShare = 8
	// fewestCached are kept on the smallest machine, and where nobody knows its memory.
	fewestCached = 2_000
)

// cachedRuns is how many runs a process keeps in memory that has so much of it. One
// that is kept goes on where it was; any other is read back from Temporal and played
// from its beginning, which costs both of them a multiple. Temporal's own bound of
// 10,000 is too many for a small container, and too few for a crowd on a large machine.
func cachedRuns(memory uint64) int {
	return int(max(fewestCached, min(memory/cacheShare/bytesARun, math.MaxInt32)))
}

// memory is how many bytes this process may use: what GOMEMLIMIT says, what its
// container has, or what the machine has; 0 where none of them is known.
func memory() uint64 {
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 {
		return uint64(limit)
	}
	limit, err := memlimit.ApplyFallback(memlimit.FromCgroup, memlimit.FromSystem)()
	if err != nil {
		return 0
	}
	return limit
}
