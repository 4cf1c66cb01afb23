package builder_test

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func jonas() access.Person {
	return access.Person{ID: "jonas", Login: "jonas@example.com", Name: "Jonas Roth", Zone: "Europe/Berlin", Employment: access.Employee, Status: access.Active}
}

// refused says "code field: message" of a refusal.
func refused(refusal *access.Refusal) string {
	if refusal == nil {
		return ""
	}
	return string(refusal.Code) + " " + refusal.Field + ": " + refusal.Message
}

func TestAnAskOutsideOfTheRulesIsRefused(t *testing.T) {
	const (
		short    = `entitlements: [a, b], reason: optional, reason_min: 10, duration: {default: 2h, min: 1h, max: 4h}`
		forOther = `entitlements: [a], for_others: 'subject.manager == requester.login', duration: {default: 2h, max: 4h}`
		bundle   = `entitlements: [a, b], bundle: true, duration: {default: 2h, max: 4h}`
		soon     = `entitlements: [a], duration: {default: 2h, max: 4h}, windows: {absolute: true, ahead: 2d}`
	)
	hour := access.Ask{Duration: time.Hour}
	for _, test := range []struct {
		name, request string
		asked         string
		change        func(*builder.Facts)
		ask           access.Ask
		want          string
	}{
		{"something else", short, "c", nil, hour, "invalid entitlement: App / c cannot be asked for here."},
		{"nothing", short, "", nil, hour, "invalid entitlement: Ask for one thing at a time."},
		{"two at once", short, "a b", nil, hour, "invalid entitlement: Ask for one thing at a time."},
		{"a part of a bundle", bundle, "a", nil, hour, "invalid entitlement: These 2 can only be asked for all together."},
		{"a bundle with a thing twice", bundle, "a b b", nil, hour, "invalid entitlement: Ask for one thing at a time."},
		{"for somebody else", short, "a", func(f *builder.Facts) { f.Subject.ID = "bo" }, hour, "forbidden subject: This can only be asked for by those who need it themselves."},
		{"for another's report", forOther, "a", func(f *builder.Facts) { f.Subject.ID, f.Subject.Name = "bo", "Bo" }, hour, "forbidden subject: You may not ask for Bo here."},
		{"for somebody inactive", forOther, "a", func(f *builder.Facts) { f.Subject.Status = access.Inactive }, hour, "forbidden subject: You may not ask for Jonas Roth here."},
		{"a reason that says nothing", short, "a", func(f *builder.Facts) { f.Reason = "  because " }, hour, "invalid reason: Please say in at least 10 characters why you need it."},
		{"too short", short, "a", nil, access.Ask{Duration: 59 * time.Minute}, "invalid duration: App / a is given for at least 1h here, and this asks for 59m."},
		{"a bundle longer than one of it", bundle, "a b", nil, access.Ask{Duration: 3*time.Hour + 1}, "too_long duration: The bundle with App / a may be held for at most 3h here, and this asks for 3h."},
		{"too far ahead", soon, "a", nil, window(49*time.Hour, time.Hour), "invalid from: Access may begin at most 2d ahead."},
		{"hours that come again", soon, "a", nil, access.Ask{Series: &access.Series{}}, "invalid series: This cannot be asked for at hours that come again."},
		{"hours and a duration", soon, "a", nil, access.Ask{Series: &access.Series{}, Duration: 1}, "invalid series: Ask either for hours that come again, or for a time, not both."},
		{"no reason where none is needed", short, "a", nil, hour, ""},
		{"a reason", short, "b", func(f *builder.Facts) { f.Reason = "ten letters" }, hour, ""},
		{"for one's own report", forOther, "a", func(f *builder.Facts) { f.Subject.ID, f.SubjectManager = "bo", "jonas@example.com" }, hour, ""},
		{"a whole bundle", bundle, "b a", nil, access.Ask{Duration: 3 * time.Hour}, ""},
		{"just not too far ahead", soon, "a", nil, window(48*time.Hour, time.Hour), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts := asks(jonas(), access.Entitlement{}, "")
			if test.change != nil {
				test.change(&facts)
			}
			var entitlements []access.Entitlement
			for _, id := range strings.Fields(test.asked) {
				one := thing(id)
				if id == "b" {
					one.MaxDuration = 3 * time.Hour
				}
				entitlements = append(entitlements, one)
			}
			if got := refused(asking(t, test.request).CheckAsk(entitlements, facts, test.ask, now)); got != test.want {
				t.Fatalf("got %q", got)
			}
		})
	}
}

func TestTheStricterDurationWins(t *testing.T) {
	plan := asking(t, `entitlements: [a, b], bundle: true, duration: {default: 4h, min: 1h, max: 12h, limits: [
	  {when: 'subject.employment == "contractor"', max: 6h, default: 2h}, {when: 'entitlement.risk == "high"', max: 3h}, {when: 'subject.title == "Intern"', max: 5h, default: 90m}]}`)
	for _, test := range []struct {
		name   string
		change func(*builder.Facts, []access.Entitlement)
		want   builder.Allowed
	}{
		{"one of a bundle has no maximum", func(_ *builder.Facts, e []access.Entitlement) { e[1].MaxDuration = 0 }, builder.Allowed{}},
		{"one of a bundle is shorter than the minimum", func(_ *builder.Facts, e []access.Entitlement) { e[1].MaxDuration = time.Minute }, builder.Allowed{Min: time.Minute, Default: time.Minute, Max: time.Minute}},
		{"one of a bundle has a high risk", func(_ *builder.Facts, e []access.Entitlement) { e[1].Risk = access.HighRisk }, builder.Allowed{Min: time.Hour, Default: 3 * time.Hour, Max: 3 * time.Hour}},
		{"a contractor", func(f *builder.Facts, _ []access.Entitlement) { f.Subject.Employment = access.Contractor }, builder.Allowed{Min: time.Hour, Default: 2 * time.Hour, Max: 6 * time.Hour}},
		{"two limits", func(f *builder.Facts, _ []access.Entitlement) {
			f.Subject.Employment, f.Subject.Title = access.Contractor, "Intern"
		}, builder.Allowed{Min: time.Hour, Default: 90 * time.Minute, Max: 5 * time.Hour}},
		{"nothing special", func(*builder.Facts, []access.Entitlement) {}, builder.Allowed{Min: time.Hour, Default: 4 * time.Hour, Max: 12 * time.Hour}},
	} {
		facts, entitlements := asks(jonas(), access.Entitlement{}, ""), []access.Entitlement{thing("a"), thing("b")}
		test.change(&facts, entitlements)
		if got, err := plan.Durations(entitlements, facts); err != nil || got != test.want {
			t.Errorf("%s: %+v, %v", test.name, got, err)
		}
	}
}

func TestAnAskWithoutADurationTakesTheFixedOne(t *testing.T) {
	plan := asking(t, `entitlements: [prod/break-glass], duration: {default: 1h, min: 1h, max: 1h}`)
	facts := asks(jonas(), thing("prod/break-glass"), "Everything is down")
	allowed, err := plan.Durations(only(facts), facts)
	if err != nil || !allowed.Fixed() {
		t.Fatalf("allowed %+v, %v", allowed, err)
	}
	ask, err := plan.Complete(access.Ask{}, only(facts), facts)
	if err != nil || ask.Duration != time.Hour {
		t.Fatalf("completed to %+v, %v", ask, err)
	}
	if refusal := plan.CheckAsk(only(facts), facts, ask, now); refusal != nil {
		t.Fatalf("refused %+v", refusal)
	}
	if ask, _ = plan.Complete(access.Ask{Duration: 2 * time.Hour}, only(facts), facts); ask.Duration != 2*time.Hour {
		t.Fatal("what was asked for was changed")
	}
}

func TestAskingAgainTooSoonIsRefused(t *testing.T) {
	plan := asking(t, `entitlements: [a], duration: {default: 1h, max: 1h}, frequency: {most: 3, within: 7d}, cool_down: 24h`)
	ago := func(days ...int) (asked []time.Time) {
		for _, d := range days {
			asked = append(asked, now.Add(-time.Duration(d)*day))
		}
		return asked
	}
	for _, test := range []struct {
		name    string
		history builder.History
		want    string
	}{
		{"denied an hour ago", builder.History{DeniedAt: now.Add(-time.Hour)}, "too_often : You were denied this on Saturday 28 March 2026 at 11:00 (UTC). You may ask again from Sunday 29 March 2026 at 11:00 (UTC)."},
		{"three times", builder.History{Asked: ago(1, 6, 2)}, "too_often : This may be asked for 3 times within 7d, and you have. You may ask again from Sunday 29 March 2026 at 12:00 (UTC)."},
		{"four times, two of which have to be over", builder.History{Asked: ago(5, 1, 6, 2)}, "too_often : This may be asked for 3 times within 7d, and you have. You may ask again from Monday 30 March 2026 at 12:00 (UTC)."},
		{"denied a day ago", builder.History{DeniedAt: now.Add(-day)}, ""},
		{"the first is a week ago", builder.History{Asked: ago(1, 7, 2)}, ""},
		{"a review that does not block", builder.History{ReviewOverdue: true}, ""},
		{"never before", builder.History{}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := refused(plan.CheckHistory(test.history, now)); got != test.want {
				t.Fatalf("got %q", got)
			}
		})
	}
	plan.Steps = append(plan.Steps, builder.Step{Review: &builder.ReviewStep{Blocks: true}})
	if refusal := plan.CheckHistory(builder.History{ReviewOverdue: true}, now); refusal == nil || refusal.Code != access.CodeReviewOverdue {
		t.Fatalf("an overdue review did not block: %+v", refusal)
	}
}
