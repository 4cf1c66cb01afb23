package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// ResolveFinding writes what somebody decided about a finding, with its audit line.
// The finding's resolution, and who, why and until when, are taken from decided; one
// that is not live any more is refused.
func (s *Store) ResolveFinding(ctx context.Context, decided access.Finding, line access.AuditLine) (resolved access.Finding, err error) {
	err = s.write(ctx, "resolving a finding", func(tx *gorm.DB) error {
		var there findingRow
		if err := locked(tx).Where("id = ?", decided.ID).Take(&there).Error; err != nil {
			return missing(err, "finding", decided.ID)
		}
		resolved = there.finding()
		if !resolved.State.Live() {
			return access.Refuse(access.CodeAlreadyClosed, "This finding is %s already; there is nothing to decide any more.", resolved.State)
		}
		resolved.State, resolved.Resolution, resolved.Reason = access.FindingResolved, decided.Resolution, decided.Reason
		resolved.ResolvedBy, resolved.ResolvedAt = decided.ResolvedBy, precise(decided.ResolvedAt)
		resolved.KeptUntil, resolved.LeaseID = precise(decided.KeptUntil), decided.LeaseID
		if decided.Resolution == access.KeepFinding {
			resolved.State = access.FindingKept
		}
		row := rowOfFinding(resolved)
		if err := tx.Save(&row).Error; err != nil {
			return err
		}
		return s.recordFindings(tx, []findingRow{row}, []access.AuditLine{line}, nil)
	})
	if err != nil {
		return access.Finding{}, err
	}
	return resolved, nil
}

// ReopenFindings opens what was kept of a connector until before that moment, and
// tells whoever kept it, and those people. It says how many there were.
func (s *Store) ReopenFindings(ctx context.Context, connector string, at time.Time, tell []string) (reopened int, err error) {
	err = s.write(ctx, "opening findings again", func(tx *gorm.DB) error {
		var rows []findingRow
		err := locked(tx).Where("connector = ? AND list_group = ? AND kept_until <= ?", connector, findingsKept, on(at)).
			Order("id").Find(&rows).Error
		if err != nil {
			return err
		}
		var messages []access.Message
		var lines []access.AuditLine
		for _, row := range rows {
			finding := row.finding()
			finding.State = access.FindingOpen
			row = rowOfFinding(finding)
			if err := tx.Save(&row).Error; err != nil {
				return err
			}
			line, its := keptNoLonger(finding, at, tell)
			lines, messages = append(lines, line), append(messages, its...)
		}
		reopened = len(rows)
		told, err := s.addMessages(tx, messages)
		if err != nil {
			return err
		}
		return s.recordFindings(tx, rows, lines, told)
	})
	return reopened, err
}

func keptNoLonger(finding access.Finding, at time.Time, tell []string) (access.AuditLine, []access.Message) {
	about := fmt.Sprintf("finding/%s/again/%d", finding.ID, finding.KeptUntil.Unix())
	line := access.AuditLine{
		ID: about, At: at, Actor: access.System, Action: "finding.reopened", Object: "finding/" + finding.ID,
		Detail: fmt.Sprintf("%s was kept until %s and is open again. %s", finding.Key, stamp(finding.KeptUntil), finding.Detail),
	}
	var messages []access.Message
	for _, person := range audience(append([]string{finding.ResolvedBy}, tell...)...) {
		messages = append(messages, access.Message{
			ID: about + "/" + person, PersonID: person, About: "finding_again", Text: line.Detail, At: at,
		})
	}
	return line, messages
}

func stamp(at time.Time) string { return at.UTC().Format("Mon 2 Jan 2006, 15:04 UTC") }
