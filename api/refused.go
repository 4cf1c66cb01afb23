package api

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/curfewhq/curfew/internal/access"
)

// auditRefusal records that somebody tried something and was refused. A form that
// was filled in wrongly, and what is not there, are no attempts; to publish what is
// not safe is one. Failing to record it does not turn the no into something else.
func (s *Server) auditRefusal(ctx context.Context, action string, err error) {
	var refusal *access.Refusal
	c := callOf(ctx)
	if !errors.As(err, &refusal) || c.about.object == "" {
		return
	}
	var unproved *unproved
	if refusal.Code == access.CodeInvalid && !errors.As(err, &unproved) || refusal.Code == access.CodeUnavailable {
		return
	}
	line := access.AuditLine{
		ID: uuid.NewString(), At: s.clock().UTC(), Actor: c.me.ID, Action: action,
		Object: c.about.object, RequestID: c.about.requestID, Detail: refusal.Message,
		Data: map[string]any{"code": string(refusal.Code)},
	}
	if err := s.records.AppendAudit(context.WithoutCancel(ctx), line); err != nil {
		s.log.Error("a refused attempt could not be audited", "call", c.id, "action", action, "error", err)
	}
}
