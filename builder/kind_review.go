package builder

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	maxReviewCloses     = Duration(365 * 24 * time.Hour)
	defaultReviewCloses = Duration(90 * 24 * time.Hour)
	maxOverdue          = 1000
)

func reviewKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindReview,
			Title:    "Review",
			Sentence: "Asks somebody to look at what was done with access, once it is gone.",
			Ports: []Port{
				{Name: PortNext, Label: "reviewed"},
				{Name: PortTimedOut, Label: "never reviewed", LikeWhenOpen: PortNext},
			},
			Fields: []Field{
				{Name: "reviewers", Type: FieldApprovers, Label: "Reviewers", Help: "Who is asked; one of them has to answer.", Required: true, Max: maxRules},
				{Name: "evidence", Type: FieldChoice, Label: "Evidence", Help: "What the review has to show: a text of 20 characters or more, a link, or a ticket's key. Empty asks for a comment.", Choices: []string{string(access.TextEvidence), string(access.LinkEvidence), string(access.TicketEvidence)}},
				{Name: "due", Type: FieldDuration, Label: "Due", Help: "How long they have before it is overdue.", Required: true, Longest: maxReviewCloses},
				{Name: "overdue", Type: FieldApprovers, Label: "Overdue", Help: "Who hears of it when it is overdue.", Max: maxRules},
				{Name: "every", Type: FieldDuration, Label: "Every", Help: "How often they hear of it again, at least 1m. Empty is as often as it was due, and at most once a day.", Shortest: soonest, With: "overdue"},
				{Name: "closes", Type: FieldDuration, Label: "Closes", Help: "When nobody is asked any more, at most 365d: the owner of the entitlement and the admins hear that it was never reviewed.", Default: defaultReviewCloses.String(), Longest: maxReviewCloses},
				{Name: "blocks", Type: FieldYesNo, Label: "Blocks", Help: "Whether the requester may not ask again while it is overdue.", Default: false},
			},
		},
		read: func(config fields) body {
			step := &ReviewStep{
				Reviewers: config.rules("reviewers"),
				Evidence:  access.Evidence(config.text("evidence")),
				Due:       config.duration("due"),
				Overdue:   config.rules("overdue"),
				Every:     config.duration("every"),
				Closes:    defaultReviewCloses,
				Blocks:    config.yes("blocks"),
			}
			if config.has("closes") {
				step.Closes = config.duration("closes")
			}
			return step
		},
	}
}

func (s *ReviewStep) ports() []string { return []string{PortNext, PortTimedOut} }

func (s *ReviewStep) lower(step *Step) { step.Review = s }

func (s *ReviewStep) check(within surroundings, found *nodeFindings) {
	checkRules("reviewers", s.Reviewers, within, found)
	checkRules("overdue", s.Overdue, within, found)
	checkQuorum("reviewers", 1, found, s.Reviewers)
	checkOnCall("reviewers", 1, found, s.Reviewers)
	checkOwned("reviewers", within.offered, found, s.Reviewers)
	switch {
	case s.Due == 0 || s.Closes == 0: // reported
	case s.Due >= s.Closes:
		found.fail(CodeBeyondTimeout, "due", "The review would be due after %s, and closes after %s. Shorten it, or let it close later.", s.Due, s.Closes)
	case s.Every > 0 && (s.Closes-s.Due)/s.Every > maxOverdue:
		found.fail(CodeOutOfBounds, "every", "Every %s would be more than %d messages until it closes. Lengthen it.", s.Every, maxOverdue)
	}
}
