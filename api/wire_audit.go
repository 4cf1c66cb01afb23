package api

import (
	"context"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// auditLines shows audit lines as the contract does.
func (o *operations) auditLines(ctx context.Context, lines []access.AuditLine) ([]gen.AuditLine, error) {
	shown := make([]gen.AuditLine, 0, len(lines))
	for _, line := range lines {
		name, err := o.personName(ctx, line.Actor)
		if err != nil {
			return nil, err
		}
		shown = append(shown, gen.AuditLine{
			Seq: line.Seq, At: utc(line.At), Actor: line.Actor, ActorName: name, Action: line.Action,
			Object: line.Object, RequestID: line.RequestID, Detail: line.Detail, Hash: line.Hash,
		})
	}
	return shown, nil
}
