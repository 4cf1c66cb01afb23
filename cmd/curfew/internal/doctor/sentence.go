package doctor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is an error as a line of its own: begun with a capital, unless
// it begins with an address, and ended with a stop.
func sentence(text string) string {
	if strings.HasPrefix(text, "http") {
		return stopped(text)
	}
	first, size := utf8.DecodeRuneInString(text)
	return stopped(string(unicode.ToUpper(first)) + text[size:])
}

func stopped(text string) string {
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}
