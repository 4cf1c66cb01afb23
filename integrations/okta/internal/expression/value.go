package expression

import "strings"

func (p *parser) value() (any, error) {
	if p.take("(") {
		inner, err := p.or()
		if err == nil && !p.take(")") {
			err = ErrNotUnderstood
		}
		return inner, err
	}
	next := p.peek()
	p.at++
	switch {
	case next.kind == text:
		return next.text, nil
	case next.kind != word:
		p.at--
		return nil, ErrNotUnderstood
	case next.text == "null":
		return nil, nil
	case next.text == "true" || next.text == "false":
		return next.text == "true", nil
	case p.take("("):
		return p.call(next.text)
	default:
		return p.attribute(next.text)
	}
}

// attribute reads user.name. A value that is neither text nor a truth value (a
// list, a number) is not judged.
func (p *parser) attribute(name string) (any, error) {
	attribute, ok := strings.CutPrefix(name, "user.")
	if !ok || strings.Contains(attribute, ".") {
		return nil, ErrNotUnderstood
	}
	switch value := p.profile[attribute].(type) {
	case nil, string, bool:
		return value, nil
	default:
		return nil, ErrNotUnderstood
	}
}

func (p *parser) call(name string) (any, error) {
	var arguments []any
	for {
		argument, err := p.or()
		if err != nil {
			return nil, err
		}
		arguments = append(arguments, argument)
		if !p.take(",") {
			break
		}
	}
	if !p.take(")") {
		return nil, ErrNotUnderstood
	}
	return apply(name, arguments)
}

func apply(name string, arguments []any) (any, error) {
	words := make([]string, len(arguments))
	for i, argument := range arguments {
		switch value := argument.(type) {
		case string:
			words[i] = value
		case nil:
			return nullResult(name)
		default:
			return nil, ErrNotUnderstood
		}
	}
	switch {
	case name == "String.startsWith" && len(words) == 2:
		return strings.HasPrefix(words[0], words[1]), nil
	case name == "String.stringContains" && len(words) == 2:
		return strings.Contains(words[0], words[1]), nil
	case name == "String.toLowerCase" && len(words) == 1:
		return strings.ToLower(words[0]), nil
	case name == "String.toUpperCase" && len(words) == 1:
		return strings.ToUpper(words[0]), nil
	default:
		return nil, ErrNotUnderstood
	}
}

// nullResult is what a function answers when an argument is not set.
func nullResult(name string) (any, error) {
	switch name {
	case "String.startsWith", "String.stringContains":
		return false, nil
	case "String.toLowerCase", "String.toUpperCase":
		return nil, nil
	default:
		return nil, ErrNotUnderstood
	}
}
