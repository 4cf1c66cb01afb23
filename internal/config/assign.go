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
	case *[]string:
		words, ok := list(given)
		if !ok {
			return refuse("a list of words, or words with commas between them")
		}
		*into = words
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

// list reads a list of words, or a text with commas between them.
func list(given any) (words []string, ok bool) {
	switch given := given.(type) {
	case string:
		words = strings.Split(given, ",")
	case []any:
		for _, item := range given {
			word, isText := scalar(item)
			if !isText {
				return nil, false
			}
			words = append(words, word)
		}
	default:
		return nil, false
	}
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	return words, true
}

// networks reads a list of them, see list.
func networks(given any) ([]netip.Prefix, bool) {
	words, ok := list(given)
	if !ok {
		return nil, false
	}
	var networks []netip.Prefix
	for _, word := range words {
		if address, err := netip.ParseAddr(word); err == nil {
			networks = append(networks, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(word)
		if err != nil {
			return nil, false
		}
		networks = append(networks, network)
	}
	return networks, true
}
