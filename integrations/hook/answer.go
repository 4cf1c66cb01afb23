package hook

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// parseAnswer reads {"true": true, "until": "2027-03-01T17:00:00Z", "says": "…"}, of
// which only "true" is required. A guess at what was meant could give access, so
// that anything else, a name written otherwise or twice included, is an error.
func parseAnswer(body []byte) (answer integrations.FactAnswer, err error) {
	seen, err := readObject(body, func(name string, value any) error { return readField(name, value, &answer) })
	if err == nil && !seen["true"] {
		err = errors.New(`it does not say "true": true or false`)
	}
	if err != nil {
		return integrations.FactAnswer{}, err
	}
	return answer, nil
}

func readField(name string, value any, answer *integrations.FactAnswer) error {
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
