package builder

import (
	"fmt"
	"strings"
)

func durationFields() []Field {
	return []Field{
		{Name: "default", Type: FieldDuration, Label: "Default", Help: "What the form offers, for instance 4h.", Required: true},
		{Name: "max", Type: FieldDuration, Label: "Maximum", Help: "The longest that may be asked for, for instance 12h.", Required: true},
		{Name: "limits", Type: FieldObjects, Label: "Limits", Help: "Stricter maxima for some; of all that apply the smallest wins.", Max: 20, Fields: []Field{
			{Name: "when", Type: FieldExpression, Label: "When", Help: "For whom or for what the limit holds.", Required: true, Max: maxExpression, Reads: limitReads},
			{Name: "max", Type: FieldDuration, Label: "Maximum", Help: "The longest then, for instance 1h.", Required: true},
		}},
	}
}

func readDurations(config fields) Durations {
	durations := Durations{Default: config.duration("default"), Max: config.duration("max")}
	for _, entry := range config.objects("limits") {
		durations.Limits = append(durations.Limits, Limit{When: strings.TrimSpace(entry.text("when")), Max: entry.duration("max")})
	}
	return durations
}

// check proves default ≤ max ≤ each entitlement's own maximum. A limit can only
// make that stricter, so with it the bound holds for every kind of person.
func (d Durations) check(within surroundings, found *nodeFindings) {
	if d.Default > d.Max && d.Max > 0 {
		found.fail(CodeDefaultAboveMax, "duration.default", "The form would offer %s, which is more than the maximum of %s. Lower the default or raise the maximum.", d.Default, d.Max)
	}
	for _, entitlement := range within.offered {
		switch own := Duration(entitlement.MaxDuration); {
		case own <= 0:
			found.fail(CodeAboveEntitlement, "duration.max", "%s has no maximum duration in the catalogue. Set one there first.", entitlement.Label())
		case d.Max > own:
			found.fail(CodeAboveEntitlement, "duration.max", "%s may be held for at most %s, and this allows %s. Lower the maximum.", entitlement.Label(), own, d.Max)
		}
	}
	for i, limit := range d.Limits {
		at := fmt.Sprintf("duration.limits[%d]", i)
		if limit.When != "" {
			within.check.expression(at+".when", limit.When, limitReads, found)
		}
		if limit.Max >= d.Max && d.Max > 0 {
			found.warn(CodeIdleLimit, at+".max", "A limit of %s never has an effect, as the maximum is %s. Lower or remove it.", limit.Max, d.Max)
		}
	}
}
