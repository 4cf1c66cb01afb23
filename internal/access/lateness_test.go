package access

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPercentilesAreThoseOfEveryEndOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var counts []DelayCount
		var each []time.Duration
		onTime := 0
		for range rapid.IntRange(0, 20).Draw(t, "groups") {
			count := DelayCount{Delay: time.Duration(rapid.IntRange(0, 1200).Draw(t, "tenths")) * time.Second / 10, Count: rapid.IntRange(0, 40).Draw(t, "count")}
			counts = append(counts, count)
			for range count.Count {
				each = append(each, count.Delay)
				if count.Delay <= time.Minute {
					onTime++
				}
			}
		}
		slices.Sort(each)
		want := Lateness{Ends: len(each), OnTime: onTime}
		if n := len(each); n > 0 {
			rank := func(percent int) time.Duration { return each[(n*percent+99)/100-1] }
			want.P50, want.P95, want.P99, want.Max = rank(50), rank(95), rank(99), each[n-1]
		}
		if got := LatenessOf(counts); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	})
}
