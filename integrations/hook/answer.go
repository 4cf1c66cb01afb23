package hook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// parseAnswer reads {"true": true, "until": "2027-03-01T17:00:00Z", "says": "…"}, of
// which only "true" is required. A guess at what was meant could give access, so
// that anything else, a name written otherwise or twice included, is an error.
func parseAnswer(body []byte) (answer integrations.FactAnswer, err error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') {
		return answer, errors.New("it is not a JSON object")
	}
	seen := map[string]bool{}
	for decoder.More() {
		name, err := nextName(decoder)
		if err != nil {
			return integrations.FactAnswer{}, err
		}
		if seen[name] {
			return integrations.FactAnswer{}, fmt.Errorf("it says %q twice", name)
		}
		seen[name] = true
		if err := readField(decoder, name, &answer); err != nil {
			return integrations.FactAnswer{}, err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return integrations.FactAnswer{}, errors.New("it is not complete JSON")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return integrations.FactAnswer{}, errors.New("something follows the JSON object")
	}
	if !seen["true"] {
		return integrations.FactAnswer{}, errors.New(`it does not say "true": true or false`)
	}
	return answer, nil
}

func nextName(decoder *json.Decoder) (string, error) {
	token, err := decoder.Token()
	name, isText := token.(string)
	if err != nil || !isText {
		return "", errors.New("it is not complete JSON")
	}
	return name, nil
}

func readField(decoder *json.Decoder, name string, answer *integrations.FactAnswer) error {
	var value any
	if err := decoder.Decode(&value); err != nil {
		return errors.New("it is not complete JSON")
	}
	text, isText := value.(string)
	switch name {
	case "true":
		truth, isTruth := value.(bool)
		if !isTruth {
			return errors.New(`"true" has to be true or false`)
		}
		answer.True = truth
	case "until":
		until, err := time.Parse(time.RFC3339, text)
		if !isText || err != nil {
			return errors.New(`"until" has to be a moment such as "2027-03-01T17:00:00Z", or be left out`)
		}
		answer.Until = until.UTC()
	case "says":
		if !isText {
			return errors.New(`"says" has to be a text, or be left out`)
		}
		answer.Says = strings.TrimSpace(text)
	default:
		return fmt.Errorf("it says %q, and an answer says \"true\", \"until\" and \"says\"", shortened(name))
	}
	return nil
}
