package builder

import (
	"errors"
	"fmt"
)

// bounded says how a step of a plan could make a run wait for ever or do without end
// what it should do a few times, or nil. Check has proved the same of the document;
// a plan may come from elsewhere.
func (p Plan) bounded(step Step) error {
	switch step.Kind {
	case KindRequest:
		return step.Request.bounded()
	case KindQuestions:
		return errors.Join(within("waits", step.Questions.Timeout, maxApprovalTimeout), step.Questions.Remind.bounded(step.Questions.Timeout))
	case KindApproval:
		return step.Approval.bounded()
	case KindWait:
		return step.Wait.bounded()
	case KindGrant:
		return step.Grant.bounded()
	case KindReview:
		return step.Review.bounded()
	case KindWebhook:
		return within("is tried", step.Webhook.GiveUp, maxGiveUp)
	default:
		return nil
	}
}

// within says that something lasts for no time, or for longer than it may.
func within(what string, d, most Duration) error {
	if d <= 0 || d > most {
		return fmt.Errorf("%s for %s, and may for at most %s", what, d, most)
	}
	return nil
}

func (s *RequestStep) bounded() error {
	if s.Windows != nil && s.Windows.Recurring != nil {
		if err := within("has windows that come again", s.Windows.Recurring.MaxSpan, maxSpan); err != nil {
			return err
		}
		if err := within("has windows", s.Windows.Recurring.MaxWindow, maxWindow); err != nil {
			return err
		}
	}
	if s.Duration.Max <= 0 {
		return errors.New("has no longest duration")
	}
	return nil
}

func (s *ApprovalStep) bounded() error {
	if s.Quorum < 0 || s.Denials < 0 || len(s.Approvers) == 0 {
		return errors.New("could pass without anybody being asked")
	}
	if err := within("waits", s.Timeout, maxApprovalTimeout); err != nil {
		return err
	}
	for _, escalation := range s.Escalations {
		if escalation.After <= 0 || escalation.After >= s.Timeout {
			return fmt.Errorf("is escalated after %s, and waits for %s", escalation.After, s.Timeout)
		}
	}
	return s.Remind.bounded(s.Timeout)
}

func (r Reminders) bounded(timeout Duration) error {
	if r.Every < 0 || r.Factor < 0 || r.Factor > maxFactor || r.times(timeout) > maxReminders {
		return fmt.Errorf("reminds more than %d times", maxReminders)
	}
	return nil
}

func (s *WaitStep) bounded() error {
	switch {
	case s.For != 0 && s.Opening == "" && s.When == "":
		return within("waits", s.For, maxWait)
	case s.For == 0 && s.Opening != "" && s.When == "":
		return nil
	case s.For == 0 && s.Opening == "" && s.When != "":
		if s.Every != 0 && s.Every < soonest {
			return fmt.Errorf("looks every %s, and may every %s", s.Every, soonest)
		}
		return within("waits", s.Timeout, maxWait)
	default:
		return errors.New("does not wait for exactly one thing")
	}
}

func (s *GrantStep) bounded() error {
	for _, end := range s.Facts {
		if end.Every != 0 && end.Every < soonest {
			return fmt.Errorf("asks for %q every %s, and may every %s", end.Fact, end.Every, soonest)
		}
	}
	if s.Extend != nil && (s.Extend.Times < 1 || s.Extend.Times > maxExtensions || s.Extend.By < 0 || s.Extend.Percent < 0 || s.Extend.Percent > 100) {
		return errors.New("could be made longer without end")
	}
	return within("is tried", s.GiveUp, maxGiveUp)
}

func (s *ReviewStep) bounded() error {
	if err := within("is open", s.Closes, maxReviewCloses); err != nil {
		return err
	}
	if s.Every < 0 || s.Every > 0 && (s.Closes-s.Due)/s.Every > maxOverdue {
		return fmt.Errorf("says more than %d times that it is overdue", maxOverdue)
	}
	if s.Due <= 0 || s.Due >= s.Closes {
		return fmt.Errorf("is due after %s, and closes after %s", s.Due, s.Closes)
	}
	return nil
}
