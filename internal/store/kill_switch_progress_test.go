package store

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestHowFarAKillSwitchHasComeIsCountedFromTheLeases(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		leases := floor(t, s)
		k := thrown(t, s, access.KillPerson, "ada")
		progress := func() access.KillProgress {
			t.Helper()
			progress, err := s.KillProgress(t.Context(), k.ID, 1)
			must(t, err)
			return progress
		}
		move := func(lease access.Lease, seq int64) {
			t.Helper()
			saveKey(t, s, access.KeySnapshot{Record: access.KeyRecord{
				Key: lease.Key, Seq: seq, Leases: []access.Lease{lease}, Attention: "Okta does not answer.",
			}})
		}
		if got := progress(); got.Leases != 2 || got.Ending+got.Confirmed+got.Late+got.Told != 0 || got.Requests != 2 || got.Done() || got.Unreached() != 4 ||
			len(got.Stragglers) != 1 || got.Stragglers[0].Why == "" || !got.Stragglers[0].DueAt.Equal(k.At) {
			t.Errorf("at first: %+v", got)
		}
		ending := leases[0].Finished(precise(noon.Add(-time.Hour)), access.Revoked, "root", "")
		move(ending, 1)
		ended := leases[2].Finished(precise(noon), access.Revoked, "root", "")
		ended.State, ended.ConfirmedAt = access.Ended, precise(noon)
		move(ended, 1)
		must(t, s.KillToldRequests(t.Context(), k.ID, []string{"of-" + leases[0].ID, "who"}))
		got := progress()
		if got.Leases != 2 || got.Ending != 1 || got.Confirmed != 1 || got.Late != 1 || got.Told != 1 || got.Done() || got.Unreached() != 1 ||
			got.Stragglers[0].LeaseID != ending.ID || got.Stragglers[0].Why != "Okta does not answer." {
			t.Errorf("after a while: %+v", got)
		}
		untold, err := s.KillRequests(t.Context(), k.ID, "", 10)
		must(t, err)
		moving, err := s.KillLeases(t.Context(), k.ID, "", false, 10)
		must(t, err)
		if !slices.Equal(untold, []string{"of-" + leases[2].ID}) || len(moving) != 0 {
			t.Errorf("to be told are %v and %v", untold, moving)
		}
		must(t, s.KillToldRequests(t.Context(), k.ID, untold))
		ending.State, ending.ConfirmedAt = access.Ended, precise(noon)
		move(ending, 2)
		if got := progress(); !got.Done() || got.Confirmed != 2 || len(got.Stragglers) != 0 {
			t.Errorf("in the end: %+v", got)
		}
	})
}
