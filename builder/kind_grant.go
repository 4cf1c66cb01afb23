package builder

import (
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	defaultGiveUp   = Duration(time.Hour)
	maxGiveUp       = Duration(7 * 24 * time.Hour)
	defaultByHand   = Duration(24 * time.Hour)
	maxEnds         = 20
	maxExtensions   = 20
	maxFactEvery    = Duration(24 * time.Hour)
	maxRemindBefore = Duration(30 * 24 * time.Hour)
	maxLate         = Duration(7 * 24 * time.Hour)
)

var (
	factReasons  = []string{string(access.ShiftEnd), string(access.ConditionLost)}
	eventReasons = []string{string(access.TicketClosed), string(access.IncidentResolved)}
)

func grantKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindGrant,
			Title:    "Grant",
			Sentence: "Gives the access, holds it until the first of its ends, and takes it away again.",
			Ports: []Port{
				{Name: PortNext, Label: "ended"},
				{Name: PortFailed, Label: "could not be given"},
			},
			Fields: []Field{
				{Name: "give_up", Type: FieldDuration, Label: "Give up after", Help: "How long giving it is tried, at most 7d. Taking it away is tried without end.", Default: defaultGiveUp.String(), Longest: maxGiveUp},
				{Name: "while", Type: FieldExpression, Label: "While", Help: "What has to stay true of the holder. Access ends when it no longer is.", Max: maxExpression, Reads: holdReads},
				{Name: "ends", Type: FieldObjects, Label: "Ends", Help: "What ends it early: a fact outside that is no longer true, or an event about a matter.", Max: maxEnds, OneOf: []string{"fact", "event"}, Fields: []Field{
					{Name: "fact", Type: FieldFact, Label: "Fact", Help: "A fact outside, by its name in the configuration.", Max: maxTitle},
					{Name: "event", Type: FieldText, Label: "Event", Help: "A signed event, such as ticket.closed.", Max: maxTitle},
					{Name: "matter", Type: FieldText, Label: "Matter", Help: "The question whose answer the event has to be about.", Max: 40, With: "event"},
					{Name: "reason", Type: FieldChoice, Label: "Reason", Help: "What the record says: " + strings.Join(factReasons, " or ") + " of a fact, " + strings.Join(eventReasons, " or ") + " of an event.", Required: true, Choices: append(factReasons[:2:2], eventReasons...)},
					{Name: "every", Type: FieldDuration, Label: "Every", Help: "How often a fact is asked again, 1m to 24h. Without it only before the access begins.", Shortest: soonest, Longest: maxFactEvery, With: "fact"},
					{Name: "when", Type: FieldExpression, Label: "When", Help: "Where a fact counts. Empty means always.", Max: maxExpression, Reads: holdReads, With: "fact"},
				}},
				{Name: "outlives", Type: FieldYesNo, Label: "Outlives", Help: "Whether it is kept until its own end although the holder becomes inactive.", Default: false},
				{Name: "urgent", Type: FieldYesNo, Label: "Urgent", Help: "Whether it goes before everything else that waits for the same system, as in an emergency.", Default: false},
				{Name: "by_hand", Type: FieldObject, Label: "By hand", Help: "Who gives it and takes it away where the system will not, or has not until giving up.", Fields: []Field{
					{Name: "people", Type: FieldApprovers, Label: "People", Help: "Who is asked; one of them has to say that it is done.", Required: true, Max: maxRules},
					{Name: "within", Type: FieldDuration, Label: "Within", Help: "How long they have to give it, at most 7d. Taking it away has no limit.", Default: defaultByHand.String(), Longest: maxGiveUp},
				}},
				{Name: "extend", Type: FieldObject, Label: "Extension", Help: "How it may be made longer while it is held.", Fields: []Field{
					{Name: "times", Type: FieldWhole, Label: "Times", Help: "How often.", Required: true, Min: 1, Max: maxExtensions},
					{Name: "by", Type: FieldShare, Label: "By", Help: "The most that one extension adds: a duration, or a share of what was granted such as 50%.", Required: true},
					{Name: "approvers", Type: FieldApprovers, Label: "Approvers", Help: "Who has to agree. Where there is nobody it is granted at once.", Max: maxRules},
					{Name: "reason", Type: FieldChoice, Label: "Reason", Help: "Whether the holder has to say why.", Choices: []string{reasonRequired, reasonOptional}, Default: reasonOptional},
				}},
				{Name: "remind_before", Type: FieldDurations, Label: "Remind before", Help: "How long before its end the holder hears of it.", Max: 10, Shortest: soonest, Longest: maxRemindBefore},
				{Name: "tell", Type: FieldRecipients, Label: "Tell", Help: "Who hears of its start and end as the holder does.", Max: maxRules},
				{Name: "late", Type: FieldObject, Label: "Late", Help: "Who hears of an end that is not confirmed in time.", Fields: []Field{
					{Name: "after", Type: FieldDurations, Label: "After", Help: "How long after it was due, each time.", Required: true, Max: 10, Shortest: soonest, Longest: maxLate},
					{Name: "tell", Type: FieldRecipients, Label: "Tell", Help: "Who hears of it.", Required: true, Max: maxRules},
				}},
			},
		},
		read: readGrant,
	}
}

func readGrant(config fields) body {
	step := &GrantStep{
		GiveUp:       config.giveUp(),
		While:        strings.TrimSpace(config.text("while")),
		Outlives:     config.yes("outlives"),
		Urgent:       config.yes("urgent"),
		RemindBefore: config.durations("remind_before"),
		Tell:         config.recipients("tell"),
		Late:         config.object("late").durations("after"),
		LateTo:       config.object("late").recipients("tell"),
	}
	for _, entry := range config.objects("ends") {
		reason := access.EndReason(entry.text("reason"))
		if entry.text("event") != "" {
			step.Events = append(step.Events, EventEnd{Event: entry.text("event"), Matter: entry.text("matter"), Reason: reason})
		} else if entry.text("fact") != "" {
			step.Facts = append(step.Facts, FactEnd{Fact: entry.text("fact"), Reason: reason, Every: entry.duration("every"), When: strings.TrimSpace(entry.text("when"))})
		}
	}
	if hands := config.object("by_hand"); len(hands.values) > 0 {
		step.ByHand = &ByHandRule{People: hands.rules("people"), Within: defaultByHand}
		if hands.has("within") {
			step.ByHand.Within = hands.duration("within")
		}
	}
	if extend := config.object("extend"); len(extend.values) > 0 {
		step.Extend = &ExtendRule{
			Times:          extend.whole("times"),
			By:             extend.duration("by"),
			Approvers:      extend.rules("approvers"),
			ReasonRequired: extend.text("reason") == reasonRequired,
		}
		step.Extend.Percent, _ = percentOf(extend.text("by"))
	}
	return step
}

func (s *GrantStep) ports() []string { return []string{PortNext, PortFailed} }

func (s *GrantStep) lower(step *Step) { step.Grant = s }
