package expression

import (
	"strings"
	"unicode"
)

type kind int

const (
	end kind = iota
	word
	text
	symbol
)

type token struct {
	kind kind
	text string
}

var symbols = []string{"==", "!=", "&&", "||", "!", "(", ")", ","}

// tokens cuts an expression; false where it holds something this package has no
// word for.
func tokens(expression string) ([]token, bool) {
	var out []token
	rest := expression
	for {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			return append(out, token{kind: end}), true
		}
		next, length := one(rest)
		if length == 0 {
			return nil, false
		}
		out = append(out, next)
		rest = rest[length:]
	}
}

func one(rest string) (token, int) {
	if quote := rest[0]; quote == '"' || quote == '\'' {
		closing := strings.IndexByte(rest[1:], quote)
		if closing < 0 || strings.Contains(rest[1:1+closing], `\`) {
			return token{}, 0
		}
		return token{text, rest[1 : 1+closing]}, closing + 2
	}
	for _, s := range symbols {
		if strings.HasPrefix(rest, s) {
			return token{symbol, s}, len(s)
		}
	}
	length := strings.IndexFunc(rest, func(r rune) bool {
		return r != '_' && r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if length < 0 {
		length = len(rest)
	}
	return token{word, rest[:length]}, length
}
