package builder

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// listed is a sentence that ends in a list: "Known are a, b, c."
func listed(beginning string, items []string) string {
	if len(items) == 0 {
		return beginning + " none."
	}
	return beginning + " " + strings.Join(items, ", ") + "."
}

func lowerFirst(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToLower(first)) + sentence[size:]
}

func upperFirst(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToUpper(first)) + sentence[size:]
}

// shortened keeps an explanation readable when a person wrote a long text.
func shortened(text string) string {
	const most = 80
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
