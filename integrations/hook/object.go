package hook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// readObject reads a JSON object, member by member, and returns which there were. A
// name that is there twice and whatever follows the object are errors.
func readObject(body []byte, read func(name string, value any) error) (seen map[string]bool, err error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') {
		return nil, errors.New("it is not a JSON object")
	}
	seen = map[string]bool{}
	for decoder.More() {
		name, value, err := nextMember(decoder, seen)
		if err != nil {
			return nil, err
		}
		if err := read(name, value); err != nil {
			return nil, err
		}
		seen[name] = true
	}
	if _, err := decoder.Token(); err != nil {
		return nil, errors.New("it is not complete JSON")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON object")
	}
	return seen, nil
}

func nextMember(decoder *json.Decoder, seen map[string]bool) (name string, value any, err error) {
	token, err := decoder.Token()
	name, isText := token.(string)
	if err != nil || !isText {
		return "", nil, errors.New("it is not complete JSON")
	}
	if seen[name] {
		return "", nil, fmt.Errorf("it says %q twice", shortened(name))
	}
	if err := decoder.Decode(&value); err != nil {
		return "", nil, errors.New("it is not complete JSON")
	}
	return name, value, nil
}
