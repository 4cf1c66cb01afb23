package access

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// simulated does one end after the other and remembers when each was done.
func simulated(now time.Time, backlog int, planned []DueEnds, pace int) (due, done []time.Time) {
	for range backlog {
		due = append(due, now)
	}
	for _, ends := range planned {
		for range ends.Ends {
			due = append(due, ends.Due)
		}
	}
	free := now
	for _, at := range due {
		if at.After(free) {
			free = at
		}
		if pace > 0 {
			free = free.Add(time.Minute / time.Duration(pace))
		}
		done = append(done, free)
	}
	return due, done
}

func TestTheForecastIsWhatASimulationOfEveryEndSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := noon.Add(time.Duration(rapid.IntRange(0, 59).Draw(t, "second")) * time.Second)
		pace := rapid.IntRange(0, 400).Draw(t, "pace")
		var backlog []DueEnds
		if old := rapid.IntRange(0, 300).Draw(t, "backlog"); old > 0 {
			backlog = []DueEnds{{Due: now.Add(-time.Hour), Ends: old}}
		}
		var planned []DueEnds
		at := now
		for range rapid.IntRange(0, 12).Draw(t, "groups") {
			at = at.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "gap")) * time.Second)
			planned = append(planned, DueEnds{Due: at, Ends: rapid.IntRange(1, 200).Draw(t, "ends")})
		}
		got := Foresee(now, backlog, planned, pace)
		due, done := simulated(now, got.Backlog, planned, pace)

		type said struct {
			ends, left int
			late       time.Duration
		}
		minutes, worst := map[time.Time]*said{}, time.Duration(0)
		for i := got.Backlog; i < len(due); i++ {
			minute := due[i].Truncate(time.Minute)
			if minutes[minute] == nil {
				minutes[minute] = &said{}
			}
			minutes[minute].ends++
			minutes[minute].late = max(minutes[minute].late, done[i].Sub(due[i]))
			worst = max(worst, done[i].Sub(due[i]))
		}
		for minute, m := range minutes {
			for i := range due {
				if end := minute.Add(time.Minute); due[i].Before(end) && done[i].After(end) {
					m.left++
				}
			}
		}
		for _, peak := range append(got.Peaks, got.Worst) {
			if m := minutes[peak.Minute]; len(minutes) > 0 && (m == nil || *m != said{peak.Ends, peak.Backlog, peak.Late}) {
				t.Errorf("forecast %+v, simulation %+v", peak, m)
			}
		}
		if got.Worst.Late != worst || len(got.Peaks) != min(len(minutes), MostPeaks) {
			t.Errorf("worst %s and %d peaks, the simulation says %s and %d minutes", got.Worst.Late, len(got.Peaks), worst, len(minutes))
		}
		if got.Backlog > 0 && pace > 0 && !got.Drained.Equal(done[got.Backlog-1]) {
			t.Errorf("drained at %s, the simulation says %s", got.Drained, done[got.Backlog-1])
		}
	})
}

func TestAStormIsForeseenAsItsOwnLength(t *testing.T) {
	storm := noon.Add(3*time.Hour + 30*time.Second)
	f := Foresee(noon, nil, []DueEnds{{Due: noon.Add(time.Minute), Ends: 3}, {Due: storm, Ends: 1800}, {Due: noon.Add(ForecastSpan), Ends: 9}}, 180)
	if f.NextHour != 3 || f.NextDay != 1803 || f.Worst.Late != 1800*(time.Minute/180) || !f.Worst.Minute.Equal(storm.Truncate(time.Minute)) {
		t.Errorf("%+v", f)
	}
	if f.Peaks[0] != f.Worst || f.Peaks[0].Backlog != 1800-90 {
		t.Errorf("peaks %+v", f.Peaks)
	}
}

func TestWithoutALimitNothingIsForeseenToBeLate(t *testing.T) {
	f := Foresee(noon, []DueEnds{{Due: noon.Add(-time.Hour), Ends: 7}}, []DueEnds{{Due: noon.Add(time.Minute), Ends: 10000}}, 0)
	if f.Worst.Late != 0 || f.Backlog != 7 || !f.Drained.IsZero() || !f.Oldest.Equal(noon.Add(-time.Hour)) {
		t.Errorf("%+v", f)
	}
}
