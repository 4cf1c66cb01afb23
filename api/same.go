package api

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// sameAsk tells whether what was sent is what the request of that id was recorded
// for, whatever has become of it since. What the automation filled in then need not
// be said, and an answer that was not asked for then does not count.
func (o *operations) sameAsk(ctx context.Context, recorded, sent access.Request, subject string) (bool, error) {
	person, err := o.somebody(ctx, subject)
	if missing(err) {
		return false, nil
	}
	return err == nil && recorded.ID == sent.ID && recorded.RequesterID == sent.RequesterID && recorded.SubjectID == person.ID &&
		recorded.Automation == sent.Automation && sameThing(recorded, sent.EntitlementID) && recorded.Reason == sent.Reason &&
		sameTime(recorded.Ask, sent.Ask) && sameAnswers(recorded.Answers, sent.Answers), err
}

func sameThing(recorded access.Request, entitlementID string) bool {
	return recorded.EntitlementID == entitlementID || slices.Contains(recorded.Bundle, entitlementID) ||
		entitlementID == "" && len(recorded.Bundle) > 0
}

func sameTime(recorded, sent access.Ask) bool {
	if recorded.Series == nil || sent.Series == nil {
		nothing := sent.Duration == 0 && sent.From.IsZero() && sent.Until.IsZero()
		return recorded.Series == nil && sent.Series == nil && recorded.From.Equal(sent.From) && recorded.Until.Equal(sent.Until) &&
			(nothing || recorded.Duration == sent.Duration)
	}
	for _, texts := range [][2]string{
		{recorded.Series.Rule, sent.Series.Rule},
		{recorded.Series.Start, sent.Series.Start},
		{recorded.Series.End, sent.Series.End},
		{recorded.Series.Zone, sent.Series.Zone},
		{recorded.Series.First, sent.Series.First},
		{recorded.Series.Last, sent.Series.Last},
	} {
		if texts[1] != "" && texts[0] != texts[1] {
			return false
		}
	}
	return true
}

// sameAnswers compares what was kept.
func sameAnswers(recorded, sent map[string]any) bool {
	recorded, sent = plain(recorded), plain(sent)
	for id, answer := range recorded {
		if !reflect.DeepEqual(answer, sent[id]) {
			return false
		}
	}
	return true
}

// plain is answers as JSON reads them back, so that a number is a number wherever
// it comes from, and without the space around texts.
func plain(answers map[string]any) map[string]any {
	read := map[string]any{}
	if text, err := json.Marshal(answers); err == nil {
		_ = json.Unmarshal(text, &read) // what was just written
	}
	for id, answer := range read {
		if text, is := answer.(string); is {
			read[id] = strings.TrimSpace(text)
		}
	}
	return read
}
