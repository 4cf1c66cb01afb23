package config

import (
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
)

// String lists the settings that have a value, in one line and without secrets.
func (c Config) String() string {
	var parts []string
	for _, shown := range c.shown() {
		parts = append(parts, shown.Key+"="+shown.Value.String())
	}
	return strings.Join(parts, " ")
}

// LogValue is String for slog, one attribute a setting.
func (c Config) LogValue() slog.Value { return slog.GroupValue(c.shown()...) }

func (c Config) shown() []slog.Attr {
	var list []slog.Attr
	for _, s := range settings() {
		text := ""
		switch value := s.value(&c).(type) {
		case *string:
			text = *value
		case *bool:
			text = fmt.Sprint(*value)
		case *Secret:
			text = value.String()
		case *[]string:
			text = strings.Join(*value, ",")
		case fmt.Stringer: // *time.Duration, *slog.Level
			text = value.String()
		default:
			text = fmt.Sprint(value)
		}
		if text != "" && text != "&[]" {
			list = append(list, slog.String(s.key, strings.TrimPrefix(text, "&")))
		}
	}
	for _, section := range []struct {
		key       string
		endpoints map[string]Endpoint
	}{{hooksSection, c.Hooks}, {factsSection, c.Facts}, {eventsSection, c.Events}} {
		if names := slices.Sorted(maps.Keys(section.endpoints)); len(names) > 0 {
			list = append(list, slog.String(section.key, strings.Join(names, ",")))
		}
	}
	return list
}
