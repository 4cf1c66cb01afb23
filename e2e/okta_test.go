package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

// organisation is the outside system, asked and disturbed directly.
type organisation struct {
	t     *testing.T
	base  string
	token string
}

func (o organisation) call(method, path string, body, answer any) int {
	o.t.Helper()
	encoded, err := json.Marshal(body)
	if err != nil {
		o.t.Fatal(err)
	}
	ask, err := http.NewRequestWithContext(o.t.Context(), method, o.base+path, bytes.NewReader(encoded))
	if err != nil {
		o.t.Fatal(err)
	}
	ask.Header.Set("Content-Type", "application/json")
	ask.Header.Set("Authorization", "SSWS "+o.token)
	response, err := http.DefaultClient.Do(ask)
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	if answer != nil {
		if err := json.Unmarshal(raw, answer); err != nil {
			o.t.Fatalf("%s %s: %v in %s", method, path, err, raw)
		}
	}
	return response.StatusCode
}

// member says whether the organisation itself lists somebody in a group.
func (o organisation) member(group, login string) bool {
	o.t.Helper()
	var members []struct {
		ID string `json:"id"`
	}
	if status := o.call(http.MethodGet, "/api/v1/groups/"+group+"/users?limit=200", nil, &members); status != http.StatusOK {
		o.t.Fatalf("the organisation answered %d about %s", status, group)
	}
	for _, member := range members {
		if member.ID == oktasim.UserID(login) {
			return true
		}
	}
	return false
}

// logged counts the entries of the System Log of one kind about one person.
func (o organisation) logged(event, login string) (n int) {
	o.t.Helper()
	var entries []struct {
		EventType string `json:"eventType"`
		Target    []struct {
			ID string `json:"id"`
		} `json:"target"`
	}
	o.call(http.MethodGet, "/api/v1/logs?limit=1000", nil, &entries)
	for _, entry := range entries {
		for _, target := range entry.Target {
			if entry.EventType == event && target.ID == oktasim.UserID(login) {
				n++
			}
		}
	}
	return n
}

// wentInAndOutOnce holds the effects to exactly one of each.
func (o organisation) wentInAndOutOnce(login string) {
	o.t.Helper()
	if in, out := o.logged(memberAdded, login), o.logged(memberRemoved, login); in != 1 || out != 1 {
		o.t.Errorf("the organisation logged %d in and %d out", in, out)
	}
}

func (o organisation) misbehaves(faults ...oktasim.Fault) {
	o.t.Helper()
	if status := o.call(http.MethodPost, "/_sim/faults", faults, nil); status != http.StatusOK {
		o.t.Fatalf("the simulator refused the faults: %d", status)
	}
}

const (
	memberAdded   = "group.user_membership.add"
	memberRemoved = "group.user_membership.remove"
	memberRoute   = "/api/v1/groups/{groupId}/users/{userId}"
)
