package access

import (
	"cmp"
	"slices"
	"time"
)

// Forecast is how far a connector will be behind, if nothing but what is planned
// happens. It is a bound: an end that takes nothing away costs no time in truth.
type Forecast struct {
	Pace     int // removals a minute; 0 is no known limit, and then nothing is ever behind
	NextHour int // ends
	NextDay  int
	// Backlog are the ends that are due and not confirmed, the oldest due at Oldest.
	// They will be done at Drained, zero where there is no limit to reckon with.
	Backlog int
	Oldest  time.Time
	Drained time.Time
	Worst   Peak   // the minute with the latest end; zero where nothing ends
	Peaks   []Peak // the minutes with the most ends, at most MostPeaks, the fullest first
}

// Peak is a minute in which ends are due.
type Peak struct {
	Minute time.Time
	Ends   int
	// Backlog are the ends still to be done at the end of the minute, and Late is how
	// late the last of the minute's own will be.
	Backlog int
	Late    time.Duration
}

// MostPeaks is how many peaks a forecast names.
const MostPeaks = 5

// ForecastSpan is how far a forecast looks.
const ForecastSpan = 24 * time.Hour

// Foresee predicts for one connector: due are its ends that are not confirmed by now,
// and planned those to come within ForecastSpan, both in order. Ends are done one after
// the other in the order in which they are due, each in a minute's share of the pace.
func Foresee(now time.Time, due, planned []DueEnds, pace int) Forecast {
	f := Forecast{Pace: pace}
	for _, ends := range due {
		f.Backlog += ends.Ends
	}
	if len(due) > 0 {
		f.Oldest = due[0].Due
	}
	work := drain{each: share(pace), free: now}
	work.add(now, f.Backlog)
	if f.Backlog > 0 && pace > 0 {
		f.Drained = work.free
	}
	var minutes []Peak
	for _, ends := range planned {
		if !ends.Due.Before(now.Add(ForecastSpan)) {
			break
		}
		f.NextDay += ends.Ends
		if ends.Due.Before(now.Add(time.Hour)) {
			f.NextHour += ends.Ends
		}
		minute := ends.Due.Truncate(time.Minute)
		if len(minutes) == 0 || minutes[len(minutes)-1].Minute.Before(minute) {
			minutes = append(minutes, Peak{Minute: minute})
		}
		late := work.add(ends.Due, ends.Ends)
		last := &minutes[len(minutes)-1]
		last.Ends += ends.Ends
		last.Late = max(last.Late, late)
		last.Backlog = work.left(minute.Add(time.Minute))
	}
	slices.SortStableFunc(minutes, func(a, b Peak) int { return cmp.Compare(b.Late, a.Late) })
	if len(minutes) > 0 {
		f.Worst = minutes[0]
	}
	slices.SortStableFunc(minutes, func(a, b Peak) int {
		return cmp.Or(cmp.Compare(b.Ends, a.Ends), a.Minute.Compare(b.Minute))
	})
	f.Peaks = minutes[:min(len(minutes), MostPeaks)]
	return f
}

// drain is what does ends one after the other.
type drain struct {
	each time.Duration
	free time.Time // when it has done all that it was given
}

// share is how long one removal takes.
func share(pace int) time.Duration {
	if pace <= 0 {
		return 0
	}
	return time.Minute / time.Duration(pace)
}

// add gives it so many ends that are due at a moment, and says how late the last of
// them will be.
func (d *drain) add(due time.Time, ends int) time.Duration {
	if d.free.Before(due) {
		d.free = due
	}
	d.free = d.free.Add(time.Duration(ends) * d.each)
	return d.free.Sub(due)
}

// left is how many ends it has still to finish at a moment.
func (d *drain) left(at time.Time) int {
	if d.each == 0 || !d.free.After(at) {
		return 0
	}
	return int((d.free.Sub(at) + d.each - 1) / d.each)
}
