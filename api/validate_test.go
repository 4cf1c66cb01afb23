package api

import (
	"net/http"
	"strings"
	"testing"
)

// Input that no form would send gets a sentence that says where, and changes nothing.
func TestHostileInput(t *testing.T) {
	h := newHouse(t)
	ask := func(more string) string {
		return `{"id":"` + strangeID + `","automation":"jira","entitlement":"jira/user"` + more + `}`
	}
	for name, test := range map[string]struct {
		body, field, says string
	}{
		"no body":             {"", "", "no body"},
		"not JSON":            {"{", "", "JSON"},
		"two documents":       {ask(`,"duration_seconds":60`) + `{}`, "", "JSON"},
		"a list":              {"[]", "", "an object"},
		"null":                {"null", "", "an object"},
		"deep":                {strings.Repeat("[", 100_000), "", "JSON"},
		"missing":             {`{"id":"` + strangeID + `"}`, "automation", "missing"},
		"no uuid":             {`{"id":"x","automation":"jira","entitlement":"jira/user"}`, "id", "UUID"},
		"unknown field":       {ask(`,"subject_id":"carl"`), "subject_id", "not a field"},
		"wrong case":          {ask(`,"Reason":"x"`), "Reason", "not a field"},
		"wrong type":          {ask(`,"reason":7`), "reason", "text"},
		"null field":          {ask(`,"reason":null`), "reason", "text"},
		"too long":            {ask(`,"reason":"` + strings.Repeat("ü", 2001) + `"`), "reason", "2000"},
		"control character":   {ask(`,"reason":"a\u0000b"`), "reason", "control character"},
		"control in answers":  {ask(`,"answers":{"a":{"b":["\u0007"]}}`), "answers.a.b.0", "control character"},
		"control in a name":   {ask(`,"answers":{"\u0000":1}`), "answers", "control character"},
		"half a second":       {ask(`,"duration_seconds":0.5`), "duration_seconds", "whole number"},
		"zero":                {ask(`,"duration_seconds":0`), "duration_seconds", "at least 1"},
		"negative":            {ask(`,"duration_seconds":-60`), "duration_seconds", "at least 1"},
		"beyond 64 bits":      {ask(`,"duration_seconds":1e30`), "duration_seconds", "size"},
		"overflowing":         {ask(`,"duration_seconds":9223372036854775807`), "duration_seconds", "that long"},
		"no such day":         {ask(`,"from":"2026-02-30T00:00:00Z"`), "from", "RFC 3339"},
		"a local time":        {ask(`,"from":"2026-02-03T00:00:00"`), "from", "RFC 3339"},
		"nothing to last":     {ask(`,"duration_seconds":0`), "duration_seconds", "at least 1"},
		"answers not asked":   {ask(`,"duration_seconds":60,"answers":{"x":1}`), "answers.x", "no question"},
		"a long unknown name": {ask(`,"` + strings.Repeat("n", 5000) + `":1`), strings.Repeat("n", 80) + "…", "not a field"},
	} {
		t.Run(name, func(t *testing.T) {
			answer := h.call("ada", "POST", "/requests", test.body)
			if answer.status != 400 || answer.text("field") != test.field || !strings.Contains(answer.text("detail"), test.says) {
				t.Errorf("got %d %s; wanted %q at %q", answer.status, answer.body, test.says, test.field)
			}
		})
	}
	h.untouched()
}

func TestBodiesThatAreNotTaken(t *testing.T) {
	h := newHouse(t)
	send := func(kind, body string) *reply {
		request, _ := http.NewRequest("POST", h.http.URL+basePath+"/requests", strings.NewReader(body))
		request.Header.Set("Authorization", "Bearer "+h.as("ada"))
		request.Header.Set("Content-Type", kind)
		return h.send(request)
	}
	for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/json2", ";;"} {
		send(kind, "{}").expect(415).refused("invalid", "")
	}
	h.call("ada", "POST", "/requests", `{"reason":"`+strings.Repeat("x", maxBody)+`"}`).expect(413).refused("invalid", "")
	chunked, _ := http.NewRequest("POST", h.http.URL+basePath+"/requests", struct{ *strings.Reader }{strings.NewReader(strings.Repeat(" ", maxBody+1))})
	chunked.Header.Set("Authorization", "Bearer "+h.as("ada"))
	chunked.Header.Set("Content-Type", "application/json; charset=utf-8")
	h.send(chunked).expect(413).refused("invalid", "")
	h.untouched()
}

func TestParametersThatAreNotTaken(t *testing.T) {
	h := newHouse(t)
	for query, field := range map[string]string{
		"scope=everything": "scope", "scope=": "scope", "limit=0": "limit", "limit=201": "limit", "limit=x": "limit", "limit=1e3": "limit",
		"limit=5&limit=6": "limit", "stat=closed": "stat", "cursor=garbage": "cursor", "cursor=%00": "", "cursor=%ff": "",
		"cursor=" + strings.Repeat("c", 201): "cursor",
	} {
		t.Run(query, func(*testing.T) { h.call("ada", "GET", "/requests?"+query, nil).expect(400).refused("invalid", field) })
	}
}
