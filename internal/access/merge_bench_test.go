package access

import (
	"fmt"
	"testing"
	"time"
)

// The owner merges at every turn: the time per lease has to stay the same however
// many there are.
func BenchmarkMerge(b *testing.B) {
	for _, count := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprintf("%d leases", count), func(b *testing.B) {
			var leases []Lease
			for i := range count {
				leases = append(leases, tier("Pro", time.Duration(i)*time.Minute, time.Duration(i+60)*time.Minute))
			}
			baseline := Holding{Present: true, Attributes: map[string]string{"licenseType": "Basic"}}
			for b.Loop() {
				Merge(baseline, leases, noon.Add(time.Hour))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(count), "ns/lease")
		})
	}
}
