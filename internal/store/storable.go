package store

import (
	"strings"
	"unicode/utf8"
)

// Postgres refuses a text that holds a zero byte or is not UTF-8, and SQLite does
// not. What people and outside systems write must never be the reason that a
// record is refused, so both keep the replacement character instead.
const replacement = "\uFFFD"

// storable is a text as both databases can keep it.
func storable(text string) string {
	if utf8.ValidString(text) && !strings.Contains(text, "\x00") {
		return text
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, replacement), "\x00", replacement)
}

// storableJSON is JSON as both databases can keep it: the same for \u0000.
func storableJSON(raw []byte) string {
	var out strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out.WriteByte(raw[i])
			continue
		}
		if strings.HasPrefix(string(raw[i+1:min(i+6, len(raw))]), "u0000") {
			out.WriteString(replacement)
			i += 5
			continue
		}
		out.Write(raw[i : i+2])
		i++
	}
	return out.String()
}
