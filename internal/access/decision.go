package access

import (
	"slices"
	"strings"
	"time"
)

// CheckDecision says why a decision must not count, or nil. The requester and the
// person the access is for never decide, whoever they are otherwise; they may only
// answer what they are asked.
func CheckDecision(approval Approval, requesterID, subjectID string, decision Decision) *Refusal {
	concerned := decision.PersonID == requesterID || decision.PersonID == subjectID
	switch {
	case concerned && approval.Kind == AsksReview:
		return Refuse(CodeOwnRequest, "You may not review your own use of access. Somebody else who is asked has to.")
	case concerned && approval.Kind != AsksAnswers:
		return Refuse(CodeOwnRequest, "You may not decide about your own access. Somebody else who is asked has to.")
	case !slices.Contains(approval.Kind.Verdicts(), decision.Verdict):
		return Refuse(CodeInvalid, "A decision here is %s, not %q.", either(approval.Kind.Verdicts()), decision.Verdict)
	case decision.ID == "":
		return Refuse(CodeInvalid, "A decision needs an id of its own, so that sending it twice counts once.")
	case !approval.Asks(decision.PersonID):
		return Refuse(CodeNotAsked, "You are not asked in %q, so your decision would not count.", approval.Title)
	case approval.State != ApprovalOpen:
		return Refuse(CodeAlreadyClosed, "%q is closed already: %s.", approval.Title, approval.Outcome())
	}
	for _, earlier := range approval.Decisions {
		if earlier.PersonID == decision.PersonID && earlier.ID != decision.ID {
			return Refuse(CodeAlreadyDecided, "You have decided this already: %s.", earlier.Verdict)
		}
	}
	return nil
}

func either(verdicts []Verdict) string {
	var words []string
	for _, verdict := range verdicts {
		words = append(words, `"`+string(verdict)+`"`)
	}
	return strings.Join(words, " or ")
}

// CheckTerms says why what a decision adds to its verdict is not allowed, or what
// it lacks, or nil. Granted is what was asked for, as far as approvers have left it.
func CheckTerms(approval Approval, granted Ask, decision Decision, now time.Time) *Refusal {
	terms, denies := approval.Terms, decision.Verdict == Deny
	thin := terms.Evidence.check(decision.Comment)
	switch {
	case strings.TrimSpace(decision.Comment) == "" && (terms.Comment == CommentRequired || terms.Comment == CommentOnDenial && denies):
		return Refuse(CodeInvalid, "Say why; whoever asked will read it.").At("comment")
	case thin != nil:
		return thin
	case terms.StepUp > 0 && now.Sub(decision.AuthenticatedAt) > terms.StepUp:
		return Refuse(CodeSignInAgain, "This decision needs a sign-in that is at most %s old. Sign in again, and decide then.", terms.StepUp)
	case decision.Duration == 0 && decision.Start.IsZero():
		return nil
	case denies:
		return Refuse(CodeInvalid, "A denial gives nothing, so it says no duration and no start.").At("duration")
	}
	if refusal := checkShorter(terms, granted, decision.Duration); refusal != nil {
		return refusal
	}
	return checkLater(terms, granted, decision.Start, now)
}

func checkShorter(terms Terms, granted Ask, duration time.Duration) *Refusal {
	switch {
	case duration == 0:
		return nil
	case !terms.Shorten || granted.Series != nil:
		return Refuse(CodeInvalid, "The duration cannot be changed here. Approve or deny what was asked for.").At("duration")
	case duration < 0:
		return Refuse(CodeInvalid, "Access has to last longer than nothing.").At("duration")
	case duration > granted.Length():
		return Refuse(CodeTooLong, "You can give less than %s, not more.", granted.Length()).At("duration")
	}
	return nil
}

func checkLater(terms Terms, granted Ask, start, now time.Time) *Refusal {
	earliest := now
	if granted.From.After(now) {
		earliest = granted.From
	}
	switch {
	case start.IsZero():
		return nil
	case terms.Postpone <= 0 || granted.Series != nil:
		return Refuse(CodeInvalid, "The start cannot be moved here. Approve or deny what was asked for.").At("start")
	case start.Before(now):
		return Refuse(CodeInvalid, "The start you give has passed already.").At("start")
	case start.After(earliest.Add(terms.Postpone)):
		return Refuse(CodeInvalid, "The start can be moved by at most %s.", terms.Postpone).At("start")
	}
	return nil
}
