package builder

import (
	"fmt"
	"strings"
)

func durationFields() []Field {
	return []Field{
		{Name: "default", Type: FieldDuration, Label: "Default", Help: "What the form offers, for instance 4h.", Required: true},
		{Name: "min", Type: FieldDuration, Label: "Minimum", Help: "The shortest that may be asked for, for instance 1h."},
		{Name: "max", Type: FieldDuration, Label: "Maximum", Help: "The longest that may be asked for, for instance 12h.", Required: true},
		{Name: "limits", Type: FieldObjects, Label: "Limits", Help: "Stricter maxima for some; of all that apply the smallest wins.", Max: 20, Fields: []Field{
			{Name: "when", Type: FieldExpression, Label: "When", Help: "For whom or for what the limit holds.", Required: true, Max: maxExpression, Reads: limitReads},
			{Name: "max", Type: FieldDuration, Label: "Maximum", Help: "The longest then, for instance 1h.", Required: true},
			{Name: "default", Type: FieldDuration, Label: "Default", Help: "What the form offers then. Empty leaves it as it is."},
		}},
	}
}

func readDurations(config fields) Durations {
	durations := Durations{Default: config.duration("default"), Min: config.duration("min"), Max: config.duration("max")}
	for _, entry := range config.objects("limits") {
		durations.Limits = append(durations.Limits, Limit{
			When: strings.TrimSpace(entry.text("when")), Max: entry.duration("max"), Default: entry.duration("default"),
		})
	}
	return durations
}

// check proves min ≤ default ≤ max ≤ each entitlement's own maximum. A limit can
// only make the maximum stricter, so with it the bound holds for every kind of
// person; and min ≤ each limit, so that everybody may ask for something.
func (d Durations) check(within surroundings, found *nodeFindings) {
	d.checkOrder(found)
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
		within.expression(at+".when", limit.When, limitReads, found)
		d.checkLimit(limit, at, found)
	}
}

func (d Durations) checkOrder(found *nodeFindings) {
	switch {
	case d.Max <= 0: // reported as missing
	case d.Default > d.Max:
		found.fail(CodeDefaultAboveMax, "duration.default", "The form would offer %s, which is more than the maximum of %s. Lower the default or raise the maximum.", d.Default, d.Max)
	case d.Min > d.Max:
		found.fail(CodeBelowMinimum, "duration.max", "The maximum of %s is less than the minimum of %s. Swap them.", d.Max, d.Min)
	case d.Min > d.Default && d.Default > 0:
		found.fail(CodeBelowMinimum, "duration.default", "The form would offer %s, which is less than the minimum of %s. Raise the default or lower the minimum.", d.Default, d.Min)
	}
}

func (d Durations) checkLimit(limit Limit, at string, found *nodeFindings) {
	switch {
	case limit.Max <= 0: // reported as missing
	case limit.Max < d.Min:
		found.fail(CodeBelowMinimum, at+".max", "The limit of %s is less than the minimum of %s. Raise the limit or lower the minimum.", limit.Max, d.Min)
	case limit.Default > limit.Max:
		found.fail(CodeDefaultAboveMax, at+".default", "The form would offer %s, which is more than the limit of %s. Lower the default or raise the limit.", limit.Default, limit.Max)
	case limit.Default > 0 && limit.Default < d.Min:
		found.fail(CodeBelowMinimum, at+".default", "The form would offer %s, which is less than the minimum of %s. Raise the default or lower the minimum.", limit.Default, d.Min)
	case limit.Max >= d.Max && d.Max > 0 && limit.Default == 0:
		found.warn(CodeIdleLimit, at+".max", "A limit of %s never has an effect, as the maximum is %s. Lower or remove it.", limit.Max, d.Max)
	}
}
