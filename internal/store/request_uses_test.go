package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestOnlyWhatWasGivenCountsAsUsed(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		ask := func(id, who, automation string, after time.Duration, given bool) {
			request := access.Request{ID: id, RequesterID: who, SubjectID: who, Automation: automation, CreatedAt: precise(noon.Add(after)), LeaseID: "of-" + id}
			_, _, err := s.SubmitRequest(t.Context(), request, access.AuditLine{ID: id})
			must(t, err)
			lease := leaseFor("of-"+id, who, noon)
			if given {
				lease.OpenedAt = precise(noon)
			}
			_, err = s.ClaimLeases(t.Context(), []access.Lease{lease})
			must(t, err)
		}
		ask("long ago", "ada", "emergency", -48*time.Hour, true)
		ask("first", "ada", "emergency", -24*time.Hour, true)
		ask("second", "ada", "emergency", -time.Hour, true)
		ask("refused", "ada", "emergency", -time.Minute, false)
		ask("this one", "ada", "emergency", 0, true)
		ask("another", "ada", "ordinary", -time.Hour, true)
		ask("somebody else", "bob", "emergency", -time.Hour, true)
		uses, err := s.Uses(t.Context(), "ada", "emergency", access.Span{From: noon.Add(-24 * time.Hour), Before: noon})
		must(t, err)
		var ago []time.Duration
		for _, use := range uses {
			ago = append(ago, precise(noon).Sub(use))
		}
		if fmt.Sprint(ago) != "[1h0m0s 24h0m0s]" {
			t.Errorf("used %v ago", ago)
		}
	})
}
