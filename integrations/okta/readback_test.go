package okta_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

// stubborn accepts every change with 204 or an echo, and answers reads always the
// same, whatever was changed.
func stubborn(reads map[string]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, known := reads[r.URL.Path]
		switch {
		case r.Method == "PUT" || r.Method == "DELETE":
			w.WriteHeader(http.StatusNoContent)
			return
		case !known:
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusNotFound)
			body = `{"errorCode":"E0000007","errorSummary":"Not found"}`
		default:
			w.Header().Set("Content-Type", "application/json")
		}
		_, _ = w.Write([]byte(body))
	}
}

const (
	stubUser  = `{"id":"00u1","status":"ACTIVE","profile":{}}`
	stubGroup = `{"id":"00g1","type":"OKTA_GROUP","profile":{"name":"x"}}`
)

func TestNothingIsConfirmedThatReadingBackDoesNotShow(t *testing.T) {
	group, app := anybody, access.Key{Connector: "okta", Subject: "00u1", Resource: "app/0oa1"}
	for name, one := range map[string]struct {
		reads map[string]string
		key   access.Key
		want  access.Holding // absent: to be taken away
	}{
		"a membership that stays": {map[string]string{"/api/v1/users/00u1/groups": "[" + stubGroup + "]", "/api/v1/groups/rules": "[]"}, group, access.Holding{}},
		"a list that is not one":  {map[string]string{"/api/v1/users/00u1/groups": "null", "/api/v1/groups/00g1": stubGroup}, group, access.Holding{}},
		"a membership that does not come": {map[string]string{
			"/api/v1/users/00u1/groups": "[]", "/api/v1/groups/00g1": stubGroup, "/api/v1/users/00u1": stubUser, "/api/v1/groups/rules": "[]",
		}, group, present},
		"an assignment that stays": {map[string]string{"/api/v1/apps/0oa1/users/00u1": `{"id":"00u1","scope":"USER","status":"ACTIVE"}`}, app, access.Holding{}},
		"an assignment that does not come": {map[string]string{
			"/api/v1/apps/0oa1": `{"id":"0oa1"}`, "/api/v1/users/00u1": stubUser, "/api/v1/apps/0oa1/users": stubUser,
		}, app, present},
		"an attribute that does not change": {map[string]string{"/api/v1/apps/0oa1/users/00u1": `{"id":"00u1","scope":"USER","status":"ACTIVE","profile":{"tier":"low"}}`}, app, access.Holding{Present: true, Attributes: map[string]string{"tier": "high"}}},
	} {
		t.Run(name, func(t *testing.T) {
			connector := against(t, stubborn(one.reads))
			var err error
			if one.want.Present {
				_, err = connector.Provision(t.Context(), one.key, one.want)
			} else {
				_, err = connector.Deprovision(t.Context(), one.key)
			}
			var unknown *integrations.Unknown
			if !errors.As(err, &unknown) {
				t.Fatalf("want an unknown outcome, got %T %v", err, err)
			}
		})
	}
}
