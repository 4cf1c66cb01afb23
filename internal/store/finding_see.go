package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// SeeFinding records what was seen. A live finding of the same key and class is seen
// again and stays what somebody decided about it; otherwise this one is opened, with
// its audit line, and fresh is true.
func (s *Store) SeeFinding(ctx context.Context, seen access.Finding) (fresh bool, err error) {
	if err := checkKey(seen.Key); err != nil {
		return false, err
	}
	err = s.write(ctx, "recording a finding", func(tx *gorm.DB) error {
		row := rowOfFinding(seen)
		var there []findingRow
		err := locked(tx).Where("key = ? AND class = ? AND list_group < ?", row.Key, row.Class, findingsDone).Find(&there).Error
		if err != nil {
			return err
		}
		if len(there) > 0 {
			return tx.Model(&findingRow{}).Where("id = ?", there[0].ID).Updates(map[string]any{
				"last_seen_at": row.LastSeen, "how": row.How, "detail": row.Detail,
				"person_id": row.PersonID, "entitlement_id": row.EntitlementID,
			}).Error
		}
		row = rowOfFinding(undecided(seen))
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		fresh = true
		line := access.AuditLine{
			ID: "finding/" + seen.ID + "/opened", At: seen.FirstSeenAt, Actor: access.System, Action: "finding.opened",
			Object: "finding/" + seen.ID, Detail: seen.Detail, Data: map[string]any{"key": row.Key, "class": row.Class},
		}
		return s.recordFindings(tx, []findingRow{row}, []access.AuditLine{line}, nil)
	})
	return fresh && err == nil, err
}

func undecided(seen access.Finding) access.Finding {
	seen.State = access.FindingOpen
	seen.Resolution, seen.ResolvedBy, seen.ResolvedAt, seen.Reason = "", "", time.Time{}, ""
	seen.KeptUntil, seen.LeaseID = time.Time{}, ""
	return seen
}

// TouchFindings records that those were seen again as they were.
func (s *Store) TouchFindings(ctx context.Context, ids []string, at time.Time) error {
	return s.write(ctx, "recording findings", func(tx *gorm.DB) error {
		return tx.Model(&findingRow{}).Where("id IN ?", ids).Update("last_seen_at", on(at)).Error
	})
}

// ForgetFindings closes the live findings of a key that are not of that class, as they
// are not seen any more, and says how many. An empty class is none.
func (s *Store) ForgetFindings(ctx context.Context, key access.Key, still access.DifferenceClass) (gone int, err error) {
	err = s.write(ctx, "closing findings", func(tx *gorm.DB) error {
		var rows []findingRow
		err := locked(tx).Where("key = ? AND class <> ? AND list_group < ?", key.String(), string(still), findingsDone).
			Order("id").Find(&rows).Error
		if err != nil {
			return err
		}
		var lines []access.AuditLine
		for _, row := range rows {
			finding := row.finding()
			finding.State = access.FindingGone
			row = rowOfFinding(finding)
			if err := tx.Save(&row).Error; err != nil {
				return err
			}
			lines = append(lines, access.AuditLine{
				ID: "finding/" + row.ID + "/gone", At: s.now(), Actor: access.System, Action: "finding.gone",
				Object: "finding/" + row.ID, Detail: "It is not seen any more.",
			})
		}
		gone = len(rows)
		return s.recordFindings(tx, rows, lines, nil)
	})
	return gone, err
}

// recordFindings writes lines and tells the owners of what the findings are about.
func (s *Store) recordFindings(tx *gorm.DB, rows []findingRow, lines []access.AuditLine, events []access.Event) error {
	about := make([]access.Lease, len(rows))
	for i, row := range rows {
		about[i].EntitlementID = row.EntitlementID
	}
	owners, err := ownersOf(tx, about)
	if err != nil {
		return err
	}
	for _, row := range rows {
		events = append(events, access.Event{Topic: topicFinding, Ref: row.ID, Audience: audience(owners[row.EntitlementID])})
	}
	return s.record(tx, lines, events)
}
