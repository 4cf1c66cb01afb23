package builder

import (
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	reasonRequired, reasonOptional = "required", "optional"
	outsideRefuse, outsideWait     = "refuse", "wait"

	maxEntitlements = 200
	maxBundle       = 20
	maxReasonMin    = 500
	maxFrequency    = 1000
	maxCoolDown     = Duration(365 * 24 * time.Hour)
	// maxSpan is how long windows may come again: two years.
	maxSpan = Duration(2 * 366 * 24 * time.Hour)
	// maxWindow is the longest single window of a series, so that it cannot overlap
	// the next of its own day for ever.
	maxWindow       = Duration(24 * time.Hour)
	maxRule         = 500
	maxZone         = 64
	maxCalendarName = 40
)

func requestKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindRequest,
			Title:    "Request",
			Sentence: "Offers entitlements to people, asks the questions, and starts a run.",
			Ports:    []Port{{Name: PortNext, Label: "asked"}},
			Fields: []Field{
				{Name: "entitlements", Type: FieldEntitlements, Label: "Entitlements", Help: "What may be asked for.", Required: true, Max: maxEntitlements},
				{Name: "bundle", Type: FieldYesNo, Label: "Bundle", Help: "Whether all of them, 2 to 20, are asked for together.", Default: false},
				{Name: "visible", Type: FieldExpression, Label: "Visible to", Help: "Who sees it in the portal. Empty means everyone.", Max: maxExpression, Reads: visibleReads},
				{Name: "for_others", Type: FieldExpression, Label: "For others", Help: "For whom else one may ask. Empty means only for oneself.", Max: maxExpression, Reads: limitReads},
				{Name: "reason", Type: FieldChoice, Label: "Reason", Help: "Whether the requester has to say why.", Choices: []string{reasonRequired, reasonOptional}, Default: reasonOptional},
				{Name: "reason_min", Type: FieldWhole, Label: "Shortest reason", Help: "How many characters a reason has at least.", Min: 1, Max: maxReasonMin},
				{Name: "questions", Type: FieldObjects, Label: "Questions", Help: "What else the form asks.", Max: maxQuestions, Fields: questionFields()},
				{Name: "duration", Type: FieldObject, Label: "Duration", Help: "How long access may be asked for.", Required: true, Fields: durationFields()},
				windowsField(),
				{Name: "hours", Type: FieldObject, Label: "Business hours", Help: "Limits asking and holding to the hours of a calendar.", Fields: []Field{
					{Name: "calendar", Type: FieldCalendar, Label: "Calendar", Help: "Whose hours.", Required: true, Max: maxCalendarName},
					{Name: "outside", Type: FieldChoice, Label: "Outside", Help: "Whether asking outside of the hours is refused, or waits for the next opening.", Choices: []string{outsideRefuse, outsideWait}, Default: outsideRefuse},
				}},
				{Name: "frequency", Type: FieldObject, Label: "Frequency", Help: "How often one may ask.", Fields: []Field{
					{Name: "most", Type: FieldWhole, Label: "At most", Help: "How many times.", Required: true, Min: 1, Max: maxFrequency},
					{Name: "within", Type: FieldDuration, Label: "Within", Help: "In how long a time, at most 365d.", Required: true, Shortest: soonest, Longest: maxCoolDown},
				}},
				{Name: "cool_down", Type: FieldDuration, Label: "Cool down", Help: "How long after a denial one may ask again, at most 365d.", Longest: maxCoolDown},
			},
		},
		read: readRequest,
	}
}

func windowsField() Field {
	return Field{Name: "windows", Type: FieldObject, Label: "Time windows", Help: "Which times one may ask for instead of a duration.", Fields: []Field{
		{Name: "absolute", Type: FieldYesNo, Label: "From until", Help: "Whether one may ask for a time from and until.", Default: false},
		{Name: "ahead", Type: FieldDuration, Label: "Ahead", Help: "How far ahead access may begin, at most 90d.", Default: Duration(MaxAhead).String(), Longest: Duration(MaxAhead)},
		{Name: "recurring", Type: FieldObject, Label: "Recurring", Help: "Allows hours that come again.", Fields: []Field{
			{Name: "max_window", Type: FieldDuration, Label: "Longest window", Help: "How long each of them may be, at most 24h.", Required: true, Shortest: soonest, Longest: maxWindow},
			{Name: "max_span", Type: FieldDuration, Label: "Longest span", Help: "From the first date to the last, at most two years.", Required: true, Longest: maxSpan},
			{Name: "zone", Type: FieldText, Label: "Zone", Help: "Whose wall clock counts: requester, subject, or a zone such as Europe/Berlin.", Default: toRequester, Max: maxZone},
			{Name: "rule", Type: FieldText, Label: "Rule", Help: "When the windows are (RFC 5545), where the requester does not say it.", Max: maxRule},
			{Name: "start", Type: FieldText, Label: "Start", Help: "When each window begins, such as 08:00.", Max: 5, With: "rule"},
			{Name: "end", Type: FieldText, Label: "End", Help: "When each window ends, such as 12:00.", Max: 5, With: "rule"},
			{Name: "holidays", Type: FieldCalendar, Label: "Holidays", Help: "The calendar on whose holidays there is no window.", Max: maxCalendarName},
		}},
	}}
}

func readRequest(config fields) body {
	step := &RequestStep{
		Entitlements:   config.texts("entitlements"),
		Bundle:         config.yes("bundle"),
		Visible:        strings.TrimSpace(config.text("visible")),
		ForOthers:      strings.TrimSpace(config.text("for_others")),
		ReasonRequired: config.text("reason") == reasonRequired,
		ReasonMin:      config.whole("reason_min"),
		Questions:      readQuestions(config.objects("questions")),
		Duration:       readDurations(config.object("duration")),
		Windows:        readWindows(config.object("windows")),
		CoolDown:       config.duration("cool_down"),
	}
	if hours := config.object("hours"); len(hours.values) > 0 {
		step.Hours = &HoursRule{Calendar: hours.text("calendar"), Wait: hours.text("outside") == outsideWait}
	}
	if frequency := config.object("frequency"); len(frequency.values) > 0 {
		step.Frequency = &FrequencyRule{Most: frequency.whole("most"), Within: frequency.duration("within")}
	}
	return step
}

// readWindows is nil where no window may be asked for.
func readWindows(config fields) *WindowRules {
	rules := &WindowRules{Absolute: config.yes("absolute"), Ahead: config.duration("ahead")}
	if recurring := config.object("recurring"); len(recurring.values) > 0 {
		rules.Recurring = &RecurringRule{
			MaxWindow: recurring.duration("max_window"),
			MaxSpan:   recurring.duration("max_span"),
			Zone:      recurring.text("zone"),
			Rule:      strings.TrimSpace(recurring.text("rule")),
			Start:     recurring.text("start"),
			End:       recurring.text("end"),
			Holidays:  recurring.text("holidays"),
		}
		if rules.Recurring.Zone == "" {
			rules.Recurring.Zone = toRequester
		}
	}
	if !rules.Absolute && rules.Recurring == nil {
		return nil
	}
	return rules
}

func (s *RequestStep) ports() []string { return []string{PortNext} }

func (s *RequestStep) lower(step *Step) { step.Request = s }

// offered are those of the step's entitlements that the world knows.
func (s *RequestStep) offered(world World) []access.Entitlement {
	var offered []access.Entitlement
	for _, id := range s.Entitlements {
		if entitlement, known := world.Entitlements[id]; known {
			offered = append(offered, entitlement)
		}
	}
	return offered
}
