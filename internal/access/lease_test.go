package access

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func counted(duration time.Duration) Lease {
	return Lease{
		ID: "l", State: Opening, From: noon, GiveUp: noon.Add(time.Hour), Duration: duration,
		HardEnd: noon.Add(time.Hour + duration),
	}
}

func TestTheHoldersClockStartsAtTheConfirmation(t *testing.T) {
	lease := counted(4 * time.Hour).Confirmed(noon.Add(20 * time.Minute))
	if want := noon.Add(4*time.Hour + 20*time.Minute); !lease.End().Equal(want) {
		t.Errorf("ends at %s, want %s", lease.End(), want)
	}
}

func TestAnOpeningThatIsNeverConfirmedIsGivenUp(t *testing.T) {
	lease := counted(4 * time.Hour)
	if !lease.End().Equal(lease.GiveUp) || lease.WantsAt(lease.GiveUp) || lease.ExpiryReason() != NotGiven {
		t.Errorf("ends at %s for %s", lease.End(), lease.ExpiryReason())
	}
}

func TestALeaseThatIsOverStaysOver(t *testing.T) {
	over := counted(time.Hour).Finished(noon, Revoked, "olaf", "no longer needed")
	for name, again := range map[string]Lease{
		"confirmed": over.Confirmed(noon.Add(time.Minute)),
		"finished":  over.Finished(noon.Add(time.Minute), Expiry, "", ""),
	} {
		if again.State != Ending || again.EndReason != Revoked || !again.EndedAt.Equal(noon) || again.WantsAt(noon) {
			t.Errorf("%s: became %+v", name, again)
		}
	}
}

func TestNoLeaseOutlivesItsHardEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lease := counted(time.Duration(rapid.IntRange(1, 600).Draw(t, "minutes")) * time.Minute)
		confirmed := noon.Add(time.Duration(rapid.IntRange(0, 2000).Draw(t, "after")) * time.Minute)
		lease = lease.Confirmed(confirmed)
		if lease.End().After(lease.HardEnd) || lease.WantsAt(lease.HardEnd) {
			t.Fatalf("ends at %s, after the hard end %s", lease.End(), lease.HardEnd)
		}
	})
}

func TestLatenessIsFromTheDueEndToTheConfirmation(t *testing.T) {
	lease := counted(time.Hour).Confirmed(noon)
	lease = lease.Finished(lease.End(), Expiry, "", "")
	if lease.Late() != 0 {
		t.Error("late before it was confirmed")
	}
	lease.ConfirmedAt = lease.EndedAt.Add(90 * time.Second)
	if lease.Late() != 90*time.Second {
		t.Errorf("late by %s", lease.Late())
	}
}
