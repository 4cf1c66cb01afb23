package access_test

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAFindingIsResolvedWithAReasonAndAnEndOrNotAtAll(t *testing.T) {
	open := access.Finding{State: access.FindingOpen}
	byRule := access.Finding{State: access.FindingOpen, How: "group rule"}
	tomorrow := noon.Add(24 * time.Hour)
	for name, c := range map[string]struct {
		finding    access.Finding
		resolution access.Resolution
		reason     string
		until      time.Time
		code       access.Code
		field      string
	}{
		"one that is gone":          {access.Finding{State: access.FindingGone}, access.RemoveFinding, "r", time.Time{}, access.CodeAlreadyClosed, ""},
		"one that is done with":     {access.Finding{State: access.FindingResolved}, access.KeepFinding, "r", tomorrow, access.CodeAlreadyClosed, ""},
		"no reason":                 {open, access.RemoveFinding, "", time.Time{}, access.CodeInvalid, "reason"},
		"removing later":            {open, access.RemoveFinding, "r", tomorrow, access.CodeInvalid, "until"},
		"keeping for ever":          {open, access.KeepFinding, "r", time.Time{}, access.CodeInvalid, "until"},
		"keeping until now":         {open, access.KeepFinding, "r", noon, access.CodeInvalid, "until"},
		"keeping for too long":      {open, access.KeepFinding, "r", noon.AddDate(1, 0, 2), access.CodeTooLong, "until"},
		"removing what a rule has":  {byRule, access.RemoveFinding, "r", time.Time{}, access.CodeConflict, "resolution"},
		"leasing what a rule has":   {byRule, access.LeaseFinding, "r", tomorrow, access.CodeConflict, "resolution"},
		"removing":                  {open, access.RemoveFinding, "r", time.Time{}, "", ""},
		"keeping":                   {open, access.KeepFinding, "r", noon.AddDate(1, 0, 0), "", ""},
		"leasing":                   {open, access.LeaseFinding, "r", tomorrow, "", ""},
		"keeping what a rule has":   {byRule, access.KeepFinding, "r", tomorrow, "", ""},
		"removing what was kept":    {access.Finding{State: access.FindingKept}, access.RemoveFinding, "r", time.Time{}, "", ""},
		"keeping what is kept more": {access.Finding{State: access.FindingKept}, access.KeepFinding, "r", tomorrow, "", ""},
	} {
		refusal := c.finding.MayResolve(c.resolution, c.reason, c.until, noon)
		if refusal == nil {
			refusal = &access.Refusal{}
		}
		if refusal.Code != c.code || refusal.Field != c.field {
			t.Errorf("%s: %+v", name, refusal)
		}
	}
}
