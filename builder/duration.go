package builder

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Duration is an elapsed time as definitions write it: "90s", "30m", "4h", "30d",
// or a sum from large to small such as "1d12h". A day is 24 hours, as
// access ends at the same elapsed time whatever the clocks do.
type Duration time.Duration

var durationPattern = regexp.MustCompile(`^(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,9})s)?$`)

// maxDuration is far beyond any access, and far from what overflows.
const maxDuration = 10 * 365 * 24 * time.Hour

// ParseDuration reads a duration; it is always positive and at most ten years.
func ParseDuration(text string) (Duration, error) {
	parts := durationPattern.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil || strings.TrimSpace(text) == "" {
		return 0, fmt.Errorf("%q is not a duration: write for instance 30m, 4h or 30d", shortened(text))
	}
	var total time.Duration
	for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
		if parts[i+1] == "" {
			continue
		}
		count, err := strconv.ParseInt(parts[i+1], 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%q is not a duration: %w", text, err)
		}
		total += time.Duration(count) * unit
	}
	if total > maxDuration || total < 0 { // below 0 it overflowed
		return 0, fmt.Errorf("%q is too long a duration: write at most %s", text, Duration(maxDuration))
	}
	if total == 0 {
		return 0, fmt.Errorf("%q is not a duration: it has to be longer than nothing", text)
	}
	return Duration(total), nil
}

// String writes the shortest sum that ParseDuration reads back.
func (d Duration) String() string {
	rest := time.Duration(d)
	var out strings.Builder
	for _, part := range []struct {
		unit time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "m"}, {time.Second, "s"}} {
		if count := rest / part.unit; count > 0 {
			fmt.Fprintf(&out, "%d%s", count, part.name)
			rest %= part.unit
		}
	}
	if out.Len() == 0 {
		return "0s"
	}
	return out.String()
}

// MarshalText and UnmarshalText make it a plain text in YAML and JSON.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Duration) UnmarshalText(text []byte) error {
	if string(text) == "0s" {
		*d = 0
		return nil
	}
	parsed, err := ParseDuration(string(text))
	*d = parsed
	return err
}
