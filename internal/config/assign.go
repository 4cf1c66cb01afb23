package config

import (
	"fmt"
	"log/slog"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// assign takes over a value as YAML or the environment gives it; nil leaves the
// default. The error names the setting and what it has to be, and of a secret
// nothing else.
func (s setting) assign(given any, config *Config) error {
	if given == nil {
		return nil
	}
	text, isText := scalar(given)
	refuse := func(what string) error {
		return fmt.Errorf("%s has to be %s, and is %q", s.named(), what, fmt.Sprint(given))
	}
	switch into := s.value(config).(type) {
	case *Secret:
		if !isText {
			return fmt.Errorf("%s has to be a text", s.named())
		}
		*into = Secret(text)
	case *string:
		if !isText {
			return refuse("a text")
		}
		*into = text
	case *bool:
		value, err := strconv.ParseBool(text)
		if err != nil {
			return refuse("true or false")
		}
		*into = value
	case *time.Duration:
		value, err := time.ParseDuration(text)
		if err != nil {
			return refuse("a duration such as 90s or 5m")
		}
		*into = value
	case *slog.Level:
		level, known := map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}[text]
		if !known {
			return refuse("debug, info, warn or error")
		}
		*into = level
	case *[]netip.Prefix:
		prefixes, ok := networks(given)
		if !ok {
			return refuse("a list of addresses or networks such as 10.0.0.0/8")
		}
		*into = prefixes
	}
	return nil
}

// scalar is a single value as a text.
func scalar(given any) (string, bool) {
	switch given := given.(type) {
	case string:
		return given, true
	case bool, int, int64, uint64, float64:
		return fmt.Sprint(given), true
	default:
		return "", false
	}
}

// networks reads a list, or a text with commas.
func networks(given any) ([]netip.Prefix, bool) {
	var texts []string
	switch given := given.(type) {
	case string:
		texts = strings.Split(given, ",")
	case []any:
		for _, item := range given {
			texts = append(texts, fmt.Sprint(item))
		}
	default:
		return nil, false
	}
	var list []netip.Prefix
	for _, text := range texts {
		text = strings.TrimSpace(text)
		if address, err := netip.ParseAddr(text); err == nil {
			list = append(list, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, false
		}
		list = append(list, network)
	}
	return list, true
}
