package builder

import (
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	quorumAny, quorumAll = "any", "all"
	commentOptional      = "optional"
	// maxApprovalTimeout is how long an approval may wait for people.
	maxApprovalTimeout = Duration(30 * 24 * time.Hour)
	maxPostpone        = Duration(90 * 24 * time.Hour)
	maxRules           = 20
	maxQuorum          = 100
	maxEscalations     = 10
)

func approvalKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindApproval,
			Title:    "Approval",
			Sentence: "Asks people, and waits until enough of them approve, enough deny, or time is up. Nobody decides about their own access.",
			Ports: []Port{
				{Name: PortApproved, Label: "approved"},
				{Name: PortDenied, Label: "denied"},
				{Name: PortTimedOut, Label: "timed out", LikeWhenOpen: PortDenied},
			},
			Fields: []Field{
				{Name: "approvers", Type: FieldApprovers, Label: "Approvers", Help: "Who is asked.", Required: true, Max: maxRules},
				{Name: "quorum", Type: FieldQuorum, Label: "Quorum", Help: "How many of them have to approve.", Default: 1},
				{Name: "denials", Type: FieldWhole, Label: "Denials", Help: "How many denials deny.", Default: 1, Min: 1, Max: maxQuorum},
				{Name: "timeout", Type: FieldDuration, Label: "Timeout", Help: "How long it waits for them, at most 30d.", Required: true, Longest: maxApprovalTimeout},
				{Name: "fallback", Type: FieldApprovers, Label: "Fallback", Help: "Who is asked as well when the approvers are fewer than the quorum.", Max: maxRules},
				{Name: "escalate", Type: FieldObjects, Label: "Escalations", Help: "Who is asked as well while nobody has decided, in order of time.", Max: maxEscalations, Fields: []Field{
					{Name: "after", Type: FieldDuration, Label: "After", Help: "How long after it was opened.", Required: true},
					{Name: "approvers", Type: FieldApprovers, Label: "Approvers", Help: "Who is asked as well.", Required: true, Max: maxRules},
				}},
				remindField(),
				{Name: "comment", Type: FieldChoice, Label: "Comment", Help: "When a decision needs a comment.", Choices: []string{commentOptional, string(access.CommentOnDenial), string(access.CommentRequired)}, Default: commentOptional},
				{Name: "shorten", Type: FieldYesNo, Label: "Shorten", Help: "Whether an approver may give less time than was asked for.", Default: false},
				{Name: "postpone", Type: FieldDuration, Label: "Postpone", Help: "By how much an approver may move the start, at most 90d.", Longest: maxPostpone},
				{Name: "separate", Type: FieldYesNo, Label: "Separate", Help: "Whether those who approved an earlier step are left out.", Default: false},
				{Name: "step_up", Type: FieldDuration, Label: "Sign in again", Help: "How long ago an approver may have signed in at most.", Shortest: soonest, Longest: maxApprovalTimeout},
				{Name: "personal", Type: FieldYesNo, Label: "Personal", Help: "Whether only the approvers themselves are asked, whatever delegations there are.", Default: false},
				{Name: "each", Type: FieldYesNo, Label: "Each", Help: "Whether every entitlement of a bundle is asked about apart.", Default: false},
				{Name: "skip", Type: FieldObject, Label: "Skip", Help: "When nobody is asked, as if they had approved.", Fields: []Field{
					{Name: "when", Type: FieldExpression, Label: "When", Help: "When nobody is asked.", Required: true, Max: maxExpression, Reads: limitReads},
					{Name: "because", Type: FieldLongText, Label: "Because", Help: "Why, in one sentence that everybody reads.", Required: true, Max: maxBecause},
				}},
			},
		},
		read: readApproval,
	}
}

func readApproval(config fields) body {
	step := &ApprovalStep{
		Approvers: config.rules("approvers"),
		Quorum:    1,
		Denials:   config.whole("denials"),
		Timeout:   config.duration("timeout"),
		Fallback:  config.rules("fallback"),
		Remind:    config.reminders("remind"),
		Shorten:   config.yes("shorten"),
		Postpone:  config.duration("postpone"),
		Separate:  config.yes("separate"),
		StepUp:    config.duration("step_up"),
		Personal:  config.yes("personal"),
		Each:      config.yes("each"),
	}
	if quorum, ok := quorumOf(config.values["quorum"]); ok {
		step.Quorum = quorum
	}
	if comment := config.text("comment"); comment != commentOptional {
		step.Comment = access.CommentRule(comment)
	}
	for _, entry := range config.objects("escalate") {
		step.Escalations = append(step.Escalations, Escalation{After: entry.duration("after"), Approvers: entry.rules("approvers")})
	}
	if skip := config.object("skip"); len(skip.values) > 0 {
		step.Skip = &Skip{When: strings.TrimSpace(skip.text("when")), Because: skip.text("because")}
	}
	return step
}

// quorumOf reads a quorum: "any" is one, "all" is 0, which means all that were found.
func quorumOf(given any) (int, bool) {
	if text, is := given.(string); is {
		return map[string]int{quorumAny: 1, quorumAll: 0}[text], text == quorumAny || text == quorumAll
	}
	quorum, is := wholeOf(given)
	return quorum, is && quorum >= 1 && quorum <= maxQuorum
}

func (s *ApprovalStep) ports() []string { return []string{PortApproved, PortDenied, PortTimedOut} }

func (s *ApprovalStep) lower(step *Step) { step.Approval = s }
