package builder_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/windows"
)

// somePlain draws a value as a config can hold it.
func somePlain(depth int) *rapid.Generator[any] {
	return rapid.Custom(func(t *rapid.T) any {
		kinds := 4
		if depth > 0 {
			kinds = 6
		}
		switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
		case 0:
			return someText().Draw(t, "text")
		case 1:
			return rapid.Bool().Draw(t, "yes")
		case 2:
			return rapid.Int64Range(-1<<53, 1<<53).Draw(t, "whole")
		case 3:
			return rapid.Float64Range(-1e6, 1e6).Filter(func(f float64) bool { return f != float64(int64(f)) }).Draw(t, "number")
		case 4:
			return append([]any{}, rapid.SliceOfN(somePlain(depth-1), 0, 3).Draw(t, "list")...)
		default:
			return someConfig(depth-1).Draw(t, "object")
		}
	})
}

func someConfig(depth int) *rapid.Generator[map[string]any] {
	return rapid.MapOfN(rapid.OneOf(rapid.SampledFrom([]string{"when", "max", "to", "questions", "true", "1", "<<", "~"}), someText()), somePlain(depth), 0, 4)
}

// someText draws what is hard to quote: spaces at edges, blocks, what looks like
// another type, and every printable character.
func someText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", " ", "\n", "\t", "true", "null", "~", "1", "1e3", "0x1f", "2026-01-01", "- a", "a: b", "a #b", "#", "*a", "&a", "!a", "%a", "@a", "`a", "'", `"`, "\\", "a\n", "\na", "a\n\n", "a\n  b", "  a\nb", "a \nb", "a\n\tb", "a\tb", "|", ">", "---", "...", "=", "<<", "yes", ".inf", "\u0085x", "\u00a0", "é😀"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("ab01 :#-[]{}&*!|>'\"%@`,?\\\n\té😀~.")), 0, 30, -1),
	).Filter(func(s string) bool { return !strings.ContainsRune(s, '\u0085') })
}

// someCalendar draws parts that can be written, put together in any way.
func someCalendar() *rapid.Generator[windows.Calendar] {
	return rapid.Custom(func(t *rapid.T) windows.Calendar {
		clock := rapid.Custom(func(t *rapid.T) windows.Clock {
			return rapid.SampledFrom([]windows.Clock{{}, windows.NewClock(0, 0), windows.NewClock(8, 30), windows.NewClock(24, 0)}).Draw(t, "clock")
		})
		calendar := windows.Calendar{Zone: rapid.OneOf(rapid.Just("Europe/Berlin"), someText()).Draw(t, "zone")}
		for range rapid.IntRange(0, 2).Draw(t, "open") {
			hours := windows.Hours{From: clock.Draw(t, "from"), To: clock.Draw(t, "to")}
			for range rapid.IntRange(0, 3).Draw(t, "days") {
				hours.Days = append(hours.Days, windows.Weekday(rapid.IntRange(1, 7).Draw(t, "day")))
			}
			calendar.Open = append(calendar.Open, hours)
		}
		for range rapid.IntRange(0, 2).Draw(t, "holidays") {
			calendar.Holidays = append(calendar.Holidays, windows.NewDate(2027, 1, rapid.IntRange(1, 366).Draw(t, "day")))
		}
		return calendar
	})
}

func someDefinition() *rapid.Generator[builder.Definition] {
	return rapid.Custom(func(t *rapid.T) builder.Definition {
		def := builder.Definition{
			Version:     rapid.SampledFrom([]int{0, 2, 3}).Draw(t, "version"), // 1 becomes 2
			Name:        someText().Draw(t, "name"),
			Title:       someText().Draw(t, "title"),
			Description: someText().Draw(t, "description"),
		}
		for range rapid.IntRange(0, 3).Draw(t, "nodes") {
			node := builder.Node{ID: someText().Draw(t, "id"), Kind: builder.Kind(rapid.OneOf(rapid.SampledFrom([]string{"request", "approval"}), someText()).Draw(t, "kind")), Title: someText().Draw(t, "title")}
			if config := someConfig(3).Draw(t, "config"); len(config) > 0 {
				node.Config = config
			}
			def.Nodes = append(def.Nodes, node)
		}
		for range rapid.IntRange(0, 3).Draw(t, "edges") {
			def.Edges = append(def.Edges, builder.Edge{From: someText().Draw(t, "from"), To: someText().Draw(t, "to")})
		}
		for range rapid.IntRange(0, 2).Draw(t, "calendars") {
			if def.Calendars == nil {
				def.Calendars = map[string]windows.Calendar{}
			}
			def.Calendars[someText().Draw(t, "calendar")] = someCalendar().Draw(t, "hours")
		}
		if rapid.Bool().Draw(t, "layout") {
			def.Layout = map[string]builder.Position{someText().Draw(t, "id"): {X: rapid.Float64Range(-1e4, 1e4).Draw(t, "x"), Y: float64(rapid.IntRange(-9, 9).Draw(t, "y"))}}
		}
		return def
	})
}

func TestADefinitionSurvivesWritingAndReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def := someDefinition().Draw(t, "definition")
		for format, codec := range map[string]struct {
			encode func(builder.Definition) ([]byte, error)
			parse  func([]byte) (builder.Definition, []builder.Problem)
		}{"YAML": {builder.EncodeYAML, builder.ParseYAML}, "JSON": {builder.EncodeJSON, builder.ParseJSON}} {
			encoded, err := codec.encode(def)
			if err != nil {
				t.Fatal(err)
			}
			again, problems := codec.parse(encoded)
			if len(problems) > 0 || !reflect.DeepEqual(again, def) {
				t.Fatalf("%s lost something: %+v\n%s\n%#v\n%#v", format, problems, encoded, def, again)
			}
		}
	})
}

func TestYAMLIsWrittenAsAPersonWould(t *testing.T) {
	encoded, err := builder.EncodeYAML(example(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{
		"description: |\n  A licence",
		"      approvers:\n        - group: Security\n        - person: sven@example.com\n      quorum: 2\n      timeout: 2d\n",
		"  - {from: who.contractor, to: security}\n",
		"  who: {x: 0, y: 120.5}\n",
	} {
		if !strings.Contains(string(encoded), piece) {
			t.Errorf("there is no %q in\n%s", piece, encoded)
		}
	}
	if again, _ := builder.EncodeYAML(example(t)); !bytes.Equal(again, encoded) {
		t.Error("written differently the second time")
	}
}
