package words_test

import (
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

func TestLength(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                                "0 s",
		45 * time.Second:                 "45 s",
		59*time.Second + 600e6:           "1 m",
		90 * time.Second:                 "1 m 30 s",
		time.Hour:                        "1 h",
		time.Hour + 52*time.Minute + 1e9: "1 h 52 m",
		30 * 24 * time.Hour:              "30 d",
		76 * time.Hour:                   "3 d 4 h",
	} {
		if got := words.Length(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

func TestUntil(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for at, want := range map[time.Time]string{
		now.Add(112 * time.Minute): "in 1 h 52 m",
		now.Add(-4 * time.Minute):  "4 m ago",
		now:                        "now",
	} {
		if got := words.Until(at, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestNth(t *testing.T) {
	for n, want := range map[int]string{1: "first", 10: "tenth", 11: "11th", 12: "12th", 21: "21st", 42: "42nd", 103: "103rd", 111: "111th"} {
		if got := words.Nth(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestTableObeysNoTerminalCodes(t *testing.T) {
	var out strings.Builder
	if err := words.Table(&out, []string{"A", "B"}, [][]string{{"x\x1b[2J\u202e", "two\nlines\tand"}}); err != nil {
		t.Fatal(err)
	}
	if want := "A     B\nx[2J  two lines and\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}
