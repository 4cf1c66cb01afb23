package expression

import (
	"errors"
	"strings"
)

// ErrNotUnderstood says that an expression uses something this package does not
// know, so that nobody can say here whom it matches.
var ErrNotUnderstood = errors.New("the expression uses something that is not understood here")

// Match reports whether the expression is true of a user with that profile. An
// attribute that is not set is null, as in Okta: equal to null only, and it
// starts with and contains nothing.
func Match(expression string, profile map[string]any) (bool, error) {
	cut, ok := tokens(expression)
	if !ok {
		return false, ErrNotUnderstood
	}
	p := &parser{tokens: cut, profile: profile}
	value, err := p.or()
	if err != nil {
		return false, err
	}
	truth, isTruth := value.(bool)
	if !isTruth || p.peek().kind != end {
		return false, ErrNotUnderstood
	}
	return truth, nil
}

// parser evaluates while it reads. Values are string, bool or nil.
type parser struct {
	tokens  []token
	at      int
	profile map[string]any
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) take(texts ...string) bool {
	next := p.peek()
	if next.kind == text || next.kind == end {
		return false
	}
	for _, t := range texts {
		if strings.EqualFold(next.text, t) {
			p.at++
			return true
		}
	}
	return false
}

func (p *parser) or() (any, error) {
	return p.chain(p.and, func(a, b bool) bool { return a || b }, "||", "or")
}

func (p *parser) and() (any, error) {
	return p.chain(p.not, func(a, b bool) bool { return a && b }, "&&", "and")
}

func (p *parser) chain(part func() (any, error), join func(a, b bool) bool, words ...string) (any, error) {
	left, err := part()
	for err == nil && p.take(words...) {
		var right any
		if right, err = part(); err != nil {
			break
		}
		a, okA := left.(bool)
		b, okB := right.(bool)
		if !okA || !okB {
			return nil, ErrNotUnderstood
		}
		left = join(a, b)
	}
	return left, err
}

func (p *parser) not() (any, error) {
	if !p.take("!", "not") {
		return p.comparison()
	}
	value, err := p.not()
	if err != nil {
		return nil, err
	}
	truth, ok := value.(bool)
	if !ok {
		return nil, ErrNotUnderstood
	}
	return !truth, nil
}

func (p *parser) comparison() (any, error) {
	left, err := p.value()
	if err != nil {
		return nil, err
	}
	switch {
	case p.take("=="):
		right, err := p.value()
		return left == right, err
	case p.take("!="):
		right, err := p.value()
		return left != right, err
	default:
		return left, nil
	}
}
