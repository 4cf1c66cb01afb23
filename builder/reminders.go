package builder

import (
	"fmt"
	"time"
)

const (
	maxReminders = 100
	maxFactor    = 10
	soonest      = Duration(time.Minute)
)

// remindField describes Reminders.
func remindField() Field {
	return Field{Name: "remind", Type: FieldObject, Label: "Reminders", Help: "When people who have not answered hear of it again.", Fields: []Field{
		{Name: "before", Type: FieldDurations, Label: "Before the end", Help: "How long before the time is up.", Max: 10, Shortest: soonest},
		{Name: "every", Type: FieldDuration, Label: "Every", Help: "The first pause since it was asked, at least 1m.", Shortest: soonest},
		{Name: "factor", Type: FieldWhole, Label: "Factor", Help: "How many times longer each pause is than the one before.", Default: 1, Min: 1, Max: maxFactor, With: "every"},
	}}
}

func (f fields) reminders(name string) Reminders {
	config := f.object(name)
	return Reminders{Before: config.durations("before"), Every: config.duration("every"), Factor: config.whole("factor")}
}

// check proves that every reminder comes before the time is up, and that they are
// few enough for people to read.
func (r Reminders) check(timeout Duration, found *nodeFindings) {
	if timeout <= 0 { // reported as missing
		return
	}
	for i, before := range r.Before {
		if before >= timeout {
			found.fail(CodeBeyondTimeout, fmt.Sprintf("remind.before[%d]", i), "A reminder %s before the end would come before anybody is asked, as the time is up after %s. Shorten it.", before, timeout)
		}
	}
	if r.Every >= timeout {
		found.fail(CodeBeyondTimeout, "remind.every", "The first reminder would come after %s, and the time is up after %s. Shorten it.", r.Every, timeout)
	}
	if r.times(timeout) > maxReminders {
		found.fail(CodeOutOfBounds, "remind.every", "Every %s would be more than %d reminders in %s. Lengthen it, or write a factor.", r.Every, maxReminders, timeout)
	}
}

// times is how often Every comes round before the timeout, or one more than allowed.
func (r Reminders) times(timeout Duration) int {
	times, pause := 0, r.Every
	for at := pause; at > 0 && at < timeout && times <= maxReminders; at += pause {
		times++
		pause *= Duration(max(r.Factor, 1))
	}
	return times
}
