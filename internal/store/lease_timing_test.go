package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhatTheLedgerHeldBeforeIsTimedAsWhatItHoldsNow(t *testing.T) {
	eachEmpty(t, func(t *testing.T, config Config) {
		s := opened(t, config)
		provider, err := s.migrator()
		must(t, err)
		_, err = provider.UpTo(t.Context(), 7)
		must(t, err)
		due := time.Date(2026, 3, 29, 23, 59, 59, 999999000, time.UTC)
		want := map[string]leaseTiming{}
		_, err = s.writes.ExecContext(t.Context(), `INSERT INTO access_keys (key, connector, subject, resource, seq, settled, attention)
			VALUES ('okta/u/r', 'okta', 'u', 'r', 1, $1, '')`, false)
		must(t, err)
		for i, late := range []time.Duration{0, time.Microsecond, 400 * time.Millisecond, 400*time.Millisecond + time.Microsecond, 90 * time.Minute, -time.Second} {
			lease := endedLease(fmt.Sprint("l", i), "okta", due, due.Add(late))
			if i == 4 {
				lease.State, lease.OpenedAt = access.RefusedLease, time.Time{}
			}
			_, err := s.writes.ExecContext(t.Context(), `INSERT INTO leases (id, request_id, person_id, entitlement_id, label, key, from_at, duration_ns,
				hard_end_at, state, rev, opened_at, ended_at, confirmed_at, end_reason, ended_by, note, settled, list_group, list_order)
				VALUES ($1, '', '', '', '', 'okta/u/r', $2, 0, $3, $4, 0, $5, $6, $7, '', '', '', $8, 1, 0)`,
				lease.ID, on(lease.From), on(lease.HardEnd), string(lease.State), on(lease.OpenedAt), on(lease.EndedAt), on(lease.ConfirmedAt), false)
			must(t, err)
			want[lease.ID] = timingOf(lease)
		}
		_, err = s.writes.ExecContext(t.Context(), `INSERT INTO effects (id, key, action, at, outcome) VALUES ('e', 'okta/u/r', 'deprovision', $1, 'confirmed')`, on(due))
		must(t, err)
		must(t, s.Migrate(t.Context()))
		var rows []leaseRow
		must(t, s.read(t.Context()).Order("id").Find(&rows).Error)
		for _, row := range rows {
			same(t, row.Timing, want[row.ID])
		}
		read := attemptsOf(t, s, access.Lease{Key: access.Key{Connector: "okta", Subject: "u", Resource: "r"}, From: due})
		if len(rows) != len(want) || len(read) != 1 || read[0].Reply != access.ReplyConfirmed || read[0].Times() != 1 {
			t.Errorf("%d leases, attempts %+v", len(rows), read)
		}
	})
}
