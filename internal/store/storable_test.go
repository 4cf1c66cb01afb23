package store

import (
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestNoTextIsTheReasonThatARecordIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		request := access.Request{
			ID: "r\x00", CreatedAt: noon, Reason: "zero \x00, broken \xff, fine 🦉",
			Answers: map[string]any{"why": "zero \x00, a \\u0000 that is none, broken \xff", "n": 1.5},
		}
		line := access.AuditLine{ID: "l\x00", Action: "request.submitted\x00", Data: map[string]any{"zero": "\x00"}}
		_, created, err := s.SubmitRequest(t.Context(), request, line)
		must(t, err)
		if !created {
			t.Error("not created")
		}
		read, err := s.Request(t.Context(), request.ID)
		must(t, err)
		if want := "zero \uFFFD, broken \uFFFD, fine 🦉"; read.Reason != want {
			t.Errorf("read %q, want %q", read.Reason, want)
		}
		if want := "zero \uFFFD, a \\u0000 that is none, broken \uFFFD"; read.Answers["why"] != want {
			t.Errorf("read %q, want %q", read.Answers["why"], want)
		}
		must(t, s.AppendAudit(t.Context(), line)) // once by its id, as it is kept
		must(t, s.VerifyAudit(t.Context()))
		lines, err := s.Audit(t.Context(), access.AuditFilter{}, access.Page{})
		must(t, err)
		if len(lines.Items) != 1 {
			t.Errorf("%d lines, want 1", len(lines.Items))
		}
	})
}
