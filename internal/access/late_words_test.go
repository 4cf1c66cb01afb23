package access

import (
	"testing"
	"time"
)

func TestWhatIsLateIsSaidInASentence(t *testing.T) {
	ends := func(label string, hand Hand) Lease {
		return Lease{Label: label, State: Ending, EndedAt: noon, Hand: hand}
	}
	for want, c := range map[string]struct {
		leases []Lease
		mark   time.Duration
	}{
		"Jira / User was due to end at Mon 1 Mar 2027, 12:00:00 UTC and is not confirmed 1 minute later. It is still being tried.": {
			[]Lease{ends("Jira / User", NoHand)}, time.Minute,
		},
		"SAP was due to end at Mon 1 Mar 2027, 12:00:00 UTC and is not confirmed 15 minutes later. Somebody has to take away by hand what is held.": {
			[]Lease{ends("SAP", HandToTake)}, 15 * time.Minute,
		},
		"3 ends are not confirmed 5 minutes after they were due, the first of them at Mon 1 Mar 2027, 12:00:00 UTC: 2 of B, 1 of A. Somebody has to take 1 of them away by hand; the others are still being tried.": {
			[]Lease{ends("B", NoHand), ends("A", HandToTake), ends("B", NoHand)}, 5 * time.Minute,
		},
		"4 ends are not confirmed 5 minutes after they were due, the first of them at Mon 1 Mar 2027, 12:00:00 UTC: 1 of A, 1 of B, 1 of C, and others. They are still being tried.": {
			[]Lease{ends("A", NoHand), ends("B", NoHand), ends("C", NoHand), ends("D", NoHand)}, 5 * time.Minute,
		},
	} {
		if got := LateWords(c.leases, c.mark); got != want {
			t.Errorf("it says\n%s, and should\n%s", got, want)
		}
	}
}
