package config

import "log/slog"

// Secret is a text that nothing prints: not fmt, not slog, not JSON. Reveal is the
// only way to it.
type Secret string

const hidden = "(set)"

// Reveal is the secret itself.
func (s Secret) Reveal() string { return string(s) }

// String says only whether there is one.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString is String, for %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText is String, for JSON and YAML.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue is String, for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
