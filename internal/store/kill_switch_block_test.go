package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestNothingBeginsThatAStandingKillSwitchCovers(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		first := floor(t, s)[0]
		person, automation := thrown(t, s, access.KillPerson, "ada"), thrown(t, s, access.KillAutomation, "by-lead")
		fresh := first
		fresh.ID, fresh.State = "fresh", access.Scheduled
		got := claimOne(t, s, fresh)
		if got.State != access.RefusedLease || got.EndReason != access.NotGiven || !strings.Contains(got.Note, "everything that ada holds") || !strings.Contains(got.Note, "Stolen laptop.") {
			t.Errorf("it came back as %+v", got)
		}
		longer := first
		longer.Rev, longer.HardEnd = 1, precise(first.HardEnd.Add(time.Hour))
		if got := claimOne(t, s, longer); got.Rev != 0 || !got.HardEnd.Equal(first.HardEnd) {
			t.Errorf("lengthened to %s", got.HardEnd)
		}
		shorter := first
		shorter.Rev, shorter.HardEnd = 2, precise(first.HardEnd.Add(-time.Hour))
		if got := claimOne(t, s, shorter); got.Rev != 2 || !got.HardEnd.Equal(shorter.HardEnd) {
			t.Errorf("not shortened: %+v", got)
		}
		// Both have to be lifted.
		for i, blocked := range []bool{true, true, false} {
			why, err := s.KillSwitchOver(t.Context(), []string{"bob jira/user", first.ID})
			must(t, err)
			if (why != "") != blocked {
				t.Errorf("after %d are lifted: %q", i, why)
			}
			again := fresh
			again.ID = fmt.Sprint("again ", i)
			if got := claimOne(t, s, again); (got.State == access.RefusedLease) != blocked {
				t.Errorf("after %d are lifted: %+v", i, got)
			}
			lifted(t, s, []string{person.ID, automation.ID, person.ID}[i])
		}
		if got := claimOne(t, s, fresh); got.State != access.RefusedLease {
			t.Errorf("lifting brought back %+v", got)
		}
	})
}

func TestAKillSwitchBlocksNothingElse(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		floor(t, s)
		_ = thrown(t, s, access.KillPerson, "ada")
		_ = thrown(t, s, access.KillEntitlement, "db/read")
		if got := held(t, s, "dee", "jira/user", "okta", "at-once"); got.State != access.Open {
			t.Errorf("it came back as %+v", got)
		}
		why, err := s.KillSwitchOver(t.Context(), []string{"dee jira/user", "bob jira/user", "who"})
		must(t, err)
		if why != "" {
			t.Error(why)
		}
	})
}
