package access

import (
	"testing"
	"time"
)

func TestALastMomentCutsAnOpeningToo(t *testing.T) {
	cut := counted(4*time.Hour).Within(noon.Add(30*time.Minute), LeaveDate)
	if !cut.End().Equal(noon.Add(30*time.Minute)) || cut.GiveUp.After(cut.HardEnd) {
		t.Errorf("an opening ends at %s", cut.End())
	}
	cut = counted(4*time.Hour).Within(noon.Add(90*time.Minute), LeaveDate).Confirmed(noon.Add(time.Minute))
	if !cut.End().Equal(noon.Add(90*time.Minute)) || cut.ExpiryReason() != LeaveDate {
		t.Errorf("it ends at %s for %s", cut.End(), cut.ExpiryReason())
	}
}

func TestALastMomentAfterTheEndChangesNothing(t *testing.T) {
	lease := counted(time.Hour).Confirmed(noon)
	for _, last := range []time.Time{{}, lease.HardEnd, lease.HardEnd.Add(time.Hour)} {
		if got := lease.Within(last, LeaveDate); !got.HardEnd.Equal(lease.HardEnd) || got.Cap != "" {
			t.Errorf("%s: it ends at %s for %q", last, got.HardEnd, got.Cap)
		}
	}
}

func TestAnEndFromBeforeTheOpeningIsCountedFromTheOpening(t *testing.T) {
	granted := counted(time.Hour)
	open := granted.Within(noon.Add(90*time.Minute), LeaveDate).Confirmed(noon.Add(10 * time.Minute))
	for name, c := range map[string]struct {
		from Lease
		want time.Duration
	}{
		"granted": {granted, 70 * time.Minute},
		"longer":  {granted.Prolonged(30 * time.Minute), 100 * time.Minute},
		"cut":     {granted.Within(noon.Add(20*time.Minute), LeaveDate), 20 * time.Minute},
	} {
		if got := open.EndingAs(c.from); !got.End().Equal(noon.Add(c.want)) || got.State != Open {
			t.Errorf("%s: %s until %s", name, got.State, got.End())
		}
	}
}

func TestWhatCutsALeaseShortStillDoesWhenItIsProlonged(t *testing.T) {
	lease := counted(time.Hour).Within(noon.Add(90*time.Minute), HoursEnd).Confirmed(noon)
	if longer := lease.Prolonged(4 * time.Hour); !longer.End().Equal(noon.Add(90 * time.Minute)) {
		t.Errorf("ends at %s", longer.End())
	}
}
