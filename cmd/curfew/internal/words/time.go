package words

import (
	"fmt"
	"time"
)

// Length is a duration as people say it: "45 s", "1 h 52 m", "3 d 4 h". Of a long
// one the two largest units are told.
func Length(d time.Duration) string {
	d = d.Round(time.Second)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return two(d, time.Minute, "m", time.Second, "s")
	case d < 24*time.Hour:
		return two(d, time.Hour, "h", time.Minute, "m")
	default:
		return two(d, 24*time.Hour, "d", time.Hour, "h")
	}
}

func two(d, large time.Duration, largeName string, small time.Duration, smallName string) string {
	text := fmt.Sprintf("%d %s", d/large, largeName)
	if rest := d % large / small; rest > 0 {
		text += fmt.Sprintf(" %d %s", rest, smallName)
	}
	return text
}

// Brief is a short duration to the tenth of a second: "0.3 s", "12.4 s"; a longer one
// is as Length says it.
func Brief(d time.Duration) string {
	if d >= time.Minute {
		return Length(d)
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// Until is a moment as seen from now: "in 1 h 52 m", "4 m ago", "now".
func Until(at, now time.Time) string {
	switch left := at.Sub(now).Round(time.Second); {
	case left > 0:
		return "in " + Length(left)
	case left < 0:
		return Length(-left) + " ago"
	default:
		return "now"
	}
}

// Nth is a place in a row: "first", "third", "21st".
func Nth(n int) string {
	small := []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
	if n >= 1 && n <= len(small) {
		return small[n-1]
	}
	ending := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, ending)
}

// Second is a moment on the reader's clock to the second, with its zone.
func Second(at time.Time, zone *time.Location) string {
	return at.In(zone).Format("Mon 2 Jan 15:04:05 MST")
}

// Clock is a moment on the reader's clock, with its zone.
func Clock(at time.Time, zone *time.Location) string {
	return at.In(zone).Format("Mon 2 Jan 15:04 MST")
}
