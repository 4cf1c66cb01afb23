package api

import (
	"encoding/json"
	"reflect"

	"github.com/curfewhq/curfew/internal/access"
)

// sameAsk tells whether two requests are the same person asking the same thing,
// whatever has become of them since.
func sameAsk(a, b access.Request) bool {
	return a.ID == b.ID && a.RequesterID == b.RequesterID && a.SubjectID == b.SubjectID &&
		a.Automation == b.Automation && a.EntitlementID == b.EntitlementID && a.Reason == b.Reason &&
		a.Ask.Duration == b.Ask.Duration && a.Ask.From.Equal(b.Ask.From) && a.Ask.Until.Equal(b.Ask.Until) &&
		reflect.DeepEqual(plain(a.Answers), plain(b.Answers))
}

// plain is answers as JSON reads them back, so that a number is a number wherever
// it comes from.
func plain(answers map[string]any) map[string]any {
	read := map[string]any{}
	if text, err := json.Marshal(answers); err == nil {
		_ = json.Unmarshal(text, &read) // what was just written
	}
	return read
}
