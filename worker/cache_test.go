package worker

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestASmallContainerKeepsFewRunsAndALargeMachineMany(t *testing.T) {
	for _, c := range []struct {
		memory uint64
		runs   int
	}{{0, fewestCached}, {512 << 20, fewestCached}, {4 << 30, 4_032}, {24 << 30, 24_197}, {math.MaxUint64, math.MaxInt32}} {
		if got := cachedRuns(c.memory); got != c.runs {
			t.Errorf("with %d bytes it keeps %d runs, want %d", c.memory, got, c.runs)
		}
	}
}

func TestTheMemoryThatAProcessMayUseIsKnown(t *testing.T) {
	if memory() < 64<<20 {
		t.Errorf("it may use %d bytes", memory())
	}
	t.Run("and GOMEMLIMIT goes before the machine's", func(t *testing.T) {
		before := debug.SetMemoryLimit(300 << 20)
		defer debug.SetMemoryLimit(before)
		if memory() != 300<<20 {
			t.Errorf("it may use %d bytes", memory())
		}
	})
}
