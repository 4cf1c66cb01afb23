package document

import (
	"bytes"
	"encoding/json"
)

// treeOfJSON is the document, or nil where it cannot be read.
func treeOfJSON(text []byte) *node {
	reader := &jsonTree{text: text, decoder: json.NewDecoder(bytes.NewReader(text))}
	reader.decoder.UseNumber()
	return reader.next(0)
}

type jsonTree struct {
	text    []byte
	decoder *json.Decoder
}

// token is the next one and where it is; nil where there is none.
func (r *jsonTree) token() (json.Token, span, bool) {
	start := int(r.decoder.InputOffset())
	token, err := r.decoder.Token()
	end := int(r.decoder.InputOffset())
	if err != nil {
		return nil, span{}, false
	}
	for start < end && bytes.IndexByte([]byte(" \t\r\n,:"), r.text[start]) >= 0 {
		start++
	}
	return token, span{start, end}, true
}

func (r *jsonTree) next(depth int) *node {
	token, at, ok := r.token()
	if !ok || depth > deepest {
		return nil
	}
	delimiter, nested := token.(json.Delim)
	if !nested {
		text, _ := token.(string)
		return &node{span: at, scalar: true, style: doubleQuoted, text: text}
	}
	n := &node{span: at}
	for r.decoder.More() {
		var m member
		if delimiter == '{' {
			name, key, ok := r.token()
			if !ok {
				return nil
			}
			m.key = key
			m.name, _ = name.(string)
		}
		if m.value = r.next(depth + 1); m.value == nil {
			return nil
		}
		if delimiter == '{' {
			n.members = append(n.members, m)
		} else {
			n.items = append(n.items, m.value)
		}
	}
	_, closing, ok := r.token()
	if !ok {
		return nil
	}
	n.end = closing.end
	return n
}
