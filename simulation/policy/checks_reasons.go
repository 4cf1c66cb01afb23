package policy

import (
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// reasonSentences are why a request ended as it did: whoever asked reads it, with
// the request or in the answer.
func reasonSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-01-C", "no decision within 72 h"}:                  because("R1", "Nobody decided", "within 3d."),
		{"PC-03-D", "1 of 2 approvals after 4 h"}:               because("R1", "1 of 2 agreed", "within 4h."),
		{"PC-05-D", "manager did not answer within 2 h"}:        because("R1", `Nobody decided about "The manager agrees" within 2h.`),
		{"PC-06-B", "R2 refused: open overdue review"}:          refusalSays(access.CodeReviewOverdue, "", "has to be reviewed"),
		{"PC-06-C", "justification shorter than 20 characters"}: refusalSays(access.CodeInvalid, "answers.justification", "20 characters"),
		{"PC-11-C", "cancelled by approver"}:                    because("R1", "by Hugo Marin", "Payments moved to the shared service centre"),
		{"PC-16-D", "R2: identical request R1 is pending"}:      refusalSays(access.CodeDuplicate, "entitlement", "R1"),
		{"PC-19-A", "no decision within 90 min"}:                because("R1", "Nobody decided", "within 1h30m."),
		{"PC-20-C", "R1: q3 does not match"}:                    refusalSays(access.CodeInvalid, "answers.q3_ticket"),
		{"PC-24-C", "outside hours"}:                            refusalSays(access.CodeOutsideHours, "", "Monday to Friday from 08:00 to 17:00"),
		{"PC-24-D", "closed at 17:00 without a decision"}:       because("R1", "not decided until", "at 17:00 (Asia/Jerusalem)"),
		{"PC-38-B", "no decision within 8 h"}:                   because("R1", "Nobody decided", "within 8h."),
		{"PC-43-B", "no decision within 72 h"}:                  because("R1", "Nobody decided", "within 3d."),
		{"PC-45-A", "rule 1"}:                                   because("R1", "rule 1:"),
	}
}

// because holds that a request says these pieces of how it ended.
func because(request string, pieces ...string) checker {
	return func(d *difference) string {
		for _, piece := range pieces {
			if detail := d.report.Requests[request].Detail; !strings.Contains(detail, piece) {
				return fmt.Sprintf("%q is missing in %q", piece, detail)
			}
		}
		return ""
	}
}
