package hook

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// eventID is what may stand in a header.
var eventID = regexp.MustCompile(`^[!-~]{1,255}$`)

// Post implements integrations.Outside. Whatever begins to answer with 2xx has
// taken the event.
func (o *Outside) Post(ctx context.Context, event integrations.HookEvent) error {
	c := call{who: fmt.Sprintf("the hook %q", event.Hook), method: http.MethodPost}
	endpoint, known := o.hooks[event.Hook]
	if !known {
		return c.refused("is not configured")
	}
	if err := endpoint.Check(); err != nil {
		return c.refused("cannot be used: %v", err)
	}
	if !eventID.MatchString(event.ID) {
		return c.refused("cannot be told: the event's id %q does not fit into a header", event.ID)
	}
	body, err := encode(event, endpoint.Style)
	if err != nil {
		return c.refused("cannot be told: %v", err)
	}
	c.endpoint, c.address, c.body = endpoint, endpoint.URL, body
	// The signature's parts are told apart by full stops.
	c.id = strings.ReplaceAll(event.ID, ".", "_")
	_, _, err = o.send(ctx, c)
	return err
}

// encode gives the same bytes for the same event, however often it is posted.
func encode(event integrations.HookEvent, style string) ([]byte, error) {
	if style == StyleText {
		if event.Text == "" {
			return nil, fmt.Errorf("the event %q has no text", event.Type)
		}
		return json.Marshal(map[string]string{"text": event.Text})
	}
	data := map[string]any{}
	if event.Text != "" {
		data["text"] = event.Text
	}
	maps.Copy(data, event.Data)
	return json.Marshal(struct {
		Type      string         `json:"type"`
		Timestamp time.Time      `json:"timestamp"`
		Data      map[string]any `json:"data"`
	}{event.Type, event.At.UTC(), data})
}
