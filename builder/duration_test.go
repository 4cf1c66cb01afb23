package builder_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

func TestParseDurationRefuses(t *testing.T) {
	for _, text := range []string{"", " ", "0", "0s", "0d0h", "h", "-4h", "4", "4 h", "4h 30m", "30m4h", "1.5h", "4H", "1w", "1y", "1e3s", "∞", "tomorrow", "3651d", "99999d999999h9999999m999999999s", strings.Repeat("9", 1000) + "d"} {
		if d, err := builder.ParseDuration(text); err == nil || d != 0 || len(err.Error()) > 200 {
			t.Errorf("%q was read as %s (%v)", text, d, err)
		}
	}
}

func TestParseDurationReads(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"90s": 90 * time.Second, "30m": 30 * time.Minute, "4h": 4 * time.Hour, "30d": 30 * day, "1d12h": 36 * time.Hour,
		" 4h ": 4 * time.Hour, "1d1h1m1s": 25*time.Hour + time.Minute + time.Second, "3650d": 3650 * day,
	} {
		if d, err := builder.ParseDuration(text); err != nil || time.Duration(d) != want {
			t.Errorf("%q was read as %s (%v), not %s", text, d, err, want)
		}
	}
}

func TestADurationSurvivesWritingAndReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := builder.Duration(rapid.Int64Range(1, int64(3650*day/time.Second)).Draw(t, "seconds") * int64(time.Second))
		if again, err := builder.ParseDuration(d.String()); err != nil || again != d {
			t.Fatalf("%s became %s (%v)", d, again, err)
		}
		text, _ := d.MarshalText()
		var unmarshalled builder.Duration
		if err := unmarshalled.UnmarshalText(text); err != nil || unmarshalled != d {
			t.Fatalf("%s became %s (%v)", text, unmarshalled, err)
		}
	})
}

func TestNoDurationAtAllSurvivesToo(t *testing.T) {
	d := builder.Duration(time.Hour)
	if err := d.UnmarshalText([]byte("0s")); err != nil || d != 0 || d.String() != "0s" {
		t.Fatalf("got %s, %v", d, err)
	}
}
