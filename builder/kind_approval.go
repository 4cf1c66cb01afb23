package builder

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	quorumAny, quorumAll = "any", "all"
	// maxApprovalTimeout is how long an approval may wait for people.
	maxApprovalTimeout = Duration(30 * 24 * time.Hour)
	maxRules           = 20
	maxQuorum          = 100
)

func approvalKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindApproval,
			Title:    "Approval",
			Sentence: "Asks people, and waits until enough of them approve, one denies, or time is up. Nobody decides about their own access.",
			Ports: []Port{
				{Name: PortApproved, Label: "approved"},
				{Name: PortDenied, Label: "denied"},
				{Name: PortTimedOut, Label: "timed out", LikeWhenOpen: PortDenied},
			},
			Fields: []Field{
				{Name: "approvers", Type: FieldApprovers, Label: "Approvers", Help: "Who is asked.", Required: true, Max: maxRules},
				{Name: "quorum", Type: FieldQuorum, Label: "Quorum", Help: "How many of them have to approve.", Default: 1},
				{Name: "timeout", Type: FieldDuration, Label: "Timeout", Help: "How long it waits for them, at most 30d.", Required: true},
			},
		},
		read: func(config fields) body {
			step := &ApprovalStep{Approvers: config.rules("approvers"), Quorum: 1, Timeout: config.duration("timeout")}
			if quorum, ok := quorumOf(config.values["quorum"]); ok {
				step.Quorum = quorum
			}
			return step
		},
	}
}

// quorumOf reads a quorum: "any" is one, "all" is 0, which means all that were found.
func quorumOf(given any) (int, bool) {
	switch given := given.(type) {
	case string:
		return map[string]int{quorumAny: 1, quorumAll: 0}[given], given == quorumAny || given == quorumAll
	case int64:
		return int(given), given >= 1 && given <= maxQuorum
	case int:
		return given, given >= 1 && given <= maxQuorum
	case float64:
		return int(given), given >= 1 && given <= maxQuorum && given == float64(int(given))
	default:
		return 0, false
	}
}

func (s *ApprovalStep) ports() []string { return []string{PortApproved, PortDenied, PortTimedOut} }

func (s *ApprovalStep) lower(step *Step) { step.Approval = s }

func (s *ApprovalStep) check(within surroundings, found *nodeFindings) {
	if s.Timeout > maxApprovalTimeout {
		found.fail(CodeOutOfBounds, "timeout", "An approval waits for at most %s, not %s. Shorten the timeout.", maxApprovalTimeout, s.Timeout)
	}
	checkRules("approvers", s.Approvers, within.world, found)
	s.checkQuorum(found)
	s.checkOwner(within.offered, found)
}

// checkQuorum proves that the quorum can be met. A group is not counted: its
// members change, and whether enough of them remain is decided when they are asked.
func (s *ApprovalStep) checkQuorum(found *nodeFindings) {
	most, onlyPersons := 0, true
	seen := map[access.ApproverRule]bool{}
	for _, rule := range s.Approvers {
		if rule.Group != "" {
			return
		}
		if !seen[rule] {
			most++
		}
		seen[rule] = true
		onlyPersons = onlyPersons && rule.Person != ""
	}
	needed := max(s.Quorum, 1)
	switch {
	case most == 0: // reported as missing
	case needed > most:
		found.fail(CodeQuorum, "quorum", "%d have to approve, and at most %d can be asked. Lower the quorum or name more people.", needed, most)
	case onlyPersons && needed > most-1:
		found.warn(CodeQuorumTight, "quorum", "When one of these %d people asks, %d remain who may decide, and %d have to approve. Name one more, or a group.", most, most-1, needed)
	}
}

// checkOwner reports an approval that asks owners only, of what nobody owns.
func (s *ApprovalStep) checkOwner(offered []access.Entitlement, found *nodeFindings) {
	for _, rule := range s.Approvers {
		if rule.Owner == "" {
			return
		}
	}
	for _, entitlement := range offered {
		if entitlement.OwnerID == "" && len(s.Approvers) > 0 {
			found.fail(CodeNoOwner, "approvers", "Nobody owns %s, so nobody could be asked. Give it an owner, or ask somebody else as well.", entitlement.Label())
		}
	}
}
