package builder

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// readJSON reads exactly one JSON document.
func readJSON(source []byte) (value, *unreadable) {
	if len(source) > MaxDefinitionBytes {
		return value{}, tooLarge()
	}
	if !utf8.Valid(source) {
		return value{}, unreadableAt(0, 0, "The document holds bytes that are not UTF-8.")
	}
	reader := &jsonReader{source: source, decoder: json.NewDecoder(bytes.NewReader(source))}
	reader.decoder.UseNumber()
	root, failure := reader.next(1)
	if failure != nil {
		return value{}, failure
	}
	if _, err := reader.decoder.Token(); !errors.Is(err, io.EOF) {
		return value{}, reader.failure("There is something after the end of the document.")
	}
	return root, nil
}

type jsonReader struct {
	source  []byte
	decoder *json.Decoder
	// read is how far lines have been counted, and lines and start where that is.
	read, lines, start int
}

// place is the line and column of the token that was read last. It counts on from
// where it was, as there are as many tokens as there are bytes.
func (r *jsonReader) place() (line, column int) {
	end := min(int(r.decoder.InputOffset()), len(r.source))
	for ; r.read < end; r.read++ {
		if r.source[r.read] == '\n' {
			r.lines, r.start = r.lines+1, r.read+1
		}
	}
	return r.lines + 1, max(1, end-r.start)
}

func (r *jsonReader) failure(message string, args ...any) *unreadable {
	line, column := r.place()
	return unreadableAt(line, column, message, args...)
}

func (r *jsonReader) token() (json.Token, *unreadable) {
	token, err := r.decoder.Token()
	switch {
	case errors.Is(err, io.EOF) && len(bytes.TrimSpace(r.source)) == 0:
		return nil, unreadableAt(1, 1, "The document is empty.")
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, r.failure("The document stops before it is complete.")
	case err != nil:
		return nil, r.failure("The document cannot be read as JSON: %s.", strings.TrimPrefix(err.Error(), "json: "))
	}
	return token, nil
}

func (r *jsonReader) next(depth int) (value, *unreadable) {
	token, failure := r.token()
	if failure != nil {
		return value{}, failure
	}
	line, column := r.place()
	v := value{line: line, column: column}
	if depth > maxDepth {
		return v, unreadableAt(line, column, "The document is nested more than %d levels deep.", maxDepth)
	}
	switch token := token.(type) {
	case nil:
		v.kind = isNothing
		return v, nil
	case bool:
		v.kind, v.scalar = isYesNo, token
		return v, nil
	case string:
		v.kind, v.scalar = isText, token
		return v, readableText(token, line, column)
	case json.Number:
		number, err := token.Float64()
		if err != nil {
			return v, unreadableAt(line, column, "A number is too large.")
		}
		v.kind = isNumber
		v.scalar, failure = exact(number, line, column)
		return v, failure
	case json.Delim:
		if token == '[' {
			return r.list(v, depth)
		}
		return r.object(v, depth)
	default:
		return v, unreadableAt(line, column, "The document cannot be read as JSON.")
	}
}

func (r *jsonReader) list(v value, depth int) (value, *unreadable) {
	v.kind = isList
	for r.decoder.More() {
		item, failure := r.next(depth + 1)
		if failure != nil {
			return v, failure
		}
		v.list = append(v.list, item)
	}
	_, failure := r.token()
	return v, failure
}

func (r *jsonReader) object(v value, depth int) (value, *unreadable) {
	v.kind = isObject
	for r.decoder.More() {
		name, failure := r.token()
		if failure != nil {
			return v, failure
		}
		text, ok := name.(string)
		if !ok {
			return v, r.failure("The name of a field has to be a text.")
		}
		line, column := r.place()
		if failure := readableText(text, line, column); failure != nil {
			return v, failure
		}
		item, failure := r.next(depth + 1)
		if failure != nil {
			return v, failure
		}
		v.members = append(v.members, member{text, item})
	}
	_, failure := r.token()
	return v, failure
}
