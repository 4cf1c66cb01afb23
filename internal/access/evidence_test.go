package access

import "testing"

func TestAReviewWithoutTheEvidenceThatIsAskedForDoesNotCount(t *testing.T) {
	for evidence, comments := range map[Evidence]map[string]bool{
		NoEvidence:     {"Fine.": true},
		TextEvidence:   {"Fine.": false, "                    .": false, "The shell's log shows one restart.": true, "ééééééééééééééééééé": false},
		LinkEvidence:   {"see the wiki": false, "https://": false, "In https://wiki.example.com/x.": true},
		TicketEvidence: {"ops-12": false, "OPS": false, "See OPS-12.": true},
	} {
		approval := Approval{Kind: AsksReview, Terms: Terms{Comment: CommentRequired, Evidence: evidence}}
		for comment, counts := range comments {
			refusal := CheckTerms(approval, Ask{}, Decision{Verdict: Justified, Comment: comment}, noon)
			if (refusal == nil) != counts || refusal != nil && refusal.Field != "comment" {
				t.Errorf("%q as %q: %v", comment, evidence, refusal)
			}
		}
	}
}
