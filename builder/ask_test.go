package builder_test

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

var now = time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)

func window(from, length time.Duration) access.Ask {
	return access.Ask{From: now.Add(from), Until: now.Add(from + length)}
}

func TestCheckAskRefuses(t *testing.T) {
	contractor := func(facts *builder.Facts) { facts.Subject.Employment = access.Contractor }
	for _, test := range []struct {
		name   string
		change func(*builder.Facts)
		ask    access.Ask
		code   access.Code
		field  string
	}{
		{"no reason", func(f *builder.Facts) { f.Reason = " \n" }, access.Ask{Duration: time.Hour}, access.CodeInvalid, "reason"},
		{"long reason", func(f *builder.Facts) { f.Reason = strings.Repeat("é", 2001) }, access.Ask{Duration: time.Hour}, access.CodeInvalid, "reason"},
		{"no duration", nil, access.Ask{}, access.CodeInvalid, "duration"},
		{"negative duration", nil, access.Ask{Duration: -time.Hour}, access.CodeInvalid, "duration"},
		{"too long", nil, access.Ask{Duration: 14*day + 1}, access.CodeTooLong, "duration"},
		{"too long for a contractor", contractor, access.Ask{Duration: day + time.Second}, access.CodeTooLong, "duration"},
		{"longest number", nil, access.Ask{Duration: 1<<63 - 1}, access.CodeTooLong, "duration"},
		{"duration and window", nil, access.Ask{Duration: time.Hour, From: now, Until: now.Add(time.Hour)}, access.CodeInvalid, "duration"},
		{"no beginning", nil, access.Ask{Until: now.Add(time.Hour)}, access.CodeInvalid, "from"},
		{"no end", nil, access.Ask{From: now.Add(time.Hour)}, access.CodeInvalid, "until"},
		{"empty window", nil, window(time.Hour, 0), access.CodeInvalid, "until"},
		{"window backwards", nil, window(time.Hour, -time.Minute), access.CodeInvalid, "until"},
		{"window over", nil, window(-2*time.Hour, 2*time.Hour), access.CodeInvalid, "until"},
		{"window too long", nil, window(0, 14*day+time.Second), access.CodeTooLong, "until"},
		{"window of ages", nil, access.Ask{From: time.Unix(-1<<40, 0), Until: now.Add(time.Hour)}, access.CodeTooLong, "until"},
		{"window too far ahead", nil, window(90*day+time.Second, time.Hour), access.CodeInvalid, "from"},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts := adaAsks()
			if test.change != nil {
				test.change(&facts)
			}
			refusal := examplePlan(t).CheckAsk(only(facts), facts, test.ask, now)
			if refusal == nil || refusal.Code != test.code || refusal.Field != test.field || !strings.HasSuffix(refusal.Message, ".") {
				t.Fatalf("refusal is %+v", refusal)
			}
		})
	}
}

func TestCheckAskRefusesWindowsWhereTheyAreNotOffered(t *testing.T) {
	plan := examplePlan(t)
	plan.Steps[0].Request.Windows = nil
	facts := adaAsks()
	if refusal := plan.CheckAsk(only(facts), facts, window(0, time.Hour), now); refusal == nil || refusal.Field != "from" {
		t.Fatalf("refusal is %+v", refusal)
	}
}

func TestCheckAskRefusesWhenTheLimitCannotBeDecided(t *testing.T) {
	plan := examplePlan(t)
	plan.Steps[0].Request.Duration.Limits[0].When = "1 / 0 == 1"
	facts := adaAsks()
	if refusal := plan.CheckAsk(only(facts), facts, access.Ask{Duration: time.Minute}, now); refusal == nil || refusal.Code != access.CodeUnavailable {
		t.Fatalf("refusal is %+v", refusal)
	}
}

func TestCheckAskAccepts(t *testing.T) {
	for name, ask := range map[string]access.Ask{
		"default":          {Duration: 4 * time.Hour},
		"longest":          {Duration: 14 * day},
		"begun already":    window(-time.Hour, 2*time.Hour),
		"longest window":   window(time.Hour, 14*day),
		"farthest ahead":   window(90*day, time.Hour),
		"other time zones": {From: now.In(time.FixedZone("", 3600)), Until: now.Add(time.Hour)},
	} {
		facts := adaAsks()
		if refusal := examplePlan(t).CheckAsk(only(facts), facts, ask, now); refusal != nil {
			t.Errorf("%s: %+v", name, refusal)
		}
	}
}

func only(facts builder.Facts) []access.Entitlement { return []access.Entitlement{facts.Entitlement} }
