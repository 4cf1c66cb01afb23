package hook

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/integrations"
)

var whoIsOnCall = integrations.WhoQuestion{Fact: "x"}

func TestWhoIsOnCallIsRefusedWhereTheFactCannotBeAsked(t *testing.T) {
	for fact, style := range map[string]string{"y": "", "x": StyleText} {
		l := listening(t, saying(200, `{"logins": ["ada"]}`))
		answer, err := l.outside(style).Who(t.Context(), integrations.WhoQuestion{Fact: fact})
		if kind(err) != "refused" || answer.Logins != nil || len(l.messages()) != 0 {
			t.Errorf("%s: %+v, %v", fact, answer, err)
		}
	}
}

func TestWhoIsOnCallFailsAsAFactDoes(t *testing.T) {
	all := failures()
	all["an answer without end"] = failing{saying(200, `{"logins": ["`+strings.Repeat("x", longestAnswer)+`"]}`), "refused", "more than 64 KiB"}
	all["an answer that breaks off"] = failing{breaking("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"logins\": [\"ada\"]}"), "unknown", "EOF"}
	all["an answer to the other question"] = failing{saying(200, `{"true": true}`), "refused", `it says "true"`}
	for name, c := range all {
		l := listening(t, c.answer)
		answer, err := l.outside("").Who(t.Context(), whoIsOnCall)
		if kind(err) != c.want || !strings.Contains(fmt.Sprint(err), c.says) || answer.Logins != nil || len(l.messages()) != 1 {
			t.Errorf("%s: %+v, %v after %d calls, want %s", name, answer, err, len(l.messages()), c.want)
		}
		discreet(t, err)
	}
}

func TestAnAnswerThatCouldNameSomebodyElseIsRefused(t *testing.T) {
	many, err := json.Marshal(map[string]any{"logins": slices.Repeat([]string{"ada"}, integrations.MostWho+1)})
	if err != nil {
		t.Fatal(err)
	}
	for body, says := range map[string]string{
		``:                                   "not a JSON object",
		`["ada"]`:                            "not a JSON object",
		`{}`:                                 "does not say",
		`{"logins": null}`:                   "list",
		`{"logins": "ada"}`:                  "list",
		`{"logins": {"login": "ada"}}`:       "list",
		`{"logins": [1]}`:                    "each of",
		`{"logins": [null]}`:                 "each of",
		`{"logins": [["ada"]]}`:              "each of",
		`{"logins": ["ada", ""]}`:            "each of",
		`{"logins": [" ada"]}`:               "each of",
		`{"logins": ["a\nda"]}`:              "each of",
		`{"Logins": ["ada"]}`:                `"Logins"`,
		`{"logins": [], "logins": ["ada"]}`:  "twice",
		`{"logins": ["ada"], "true": true}`:  `"true"`,
		`{"logins": ["ada"]`:                 "complete",
		`{"logins": ["ada"`:                  "complete",
		`{"logins": ["ada"]} {"logins": []}`: "follows",
		string(many):                         "names 51 people",
		`{"logins": ["` + strings.Repeat("é", longestLogin+1) + `"]}`: "each of",
	} {
		answer, err := parseWho([]byte(body))
		if err == nil || !strings.Contains(err.Error(), says) || answer.Logins != nil {
			t.Errorf("%s: %+v, %v", body, answer, err)
		}
	}
}

func TestWhoIsOnCallIsAskedOfNobodyInParticularAndSigned(t *testing.T) {
	l := listening(t, saying(200, ` {"logins": ["ben@example.com", "ada", "ben@example.com"]} `))
	answer, err := l.outside("").Who(t.Context(), whoIsOnCall)
	if err != nil || !slices.Equal(answer.Logins, []string{"ben@example.com", "ada"}) {
		t.Errorf("%+v, %v", answer, err)
	}
	request := l.messages()[0]
	query := request.URL.Query()
	if request.Method != http.MethodGet || query.Get("who") != "now" || query.Has("person") || query.Get("key") != token+"2" || request.body != "" {
		t.Errorf("%s %s %q", request.Method, request.URL, request.body)
	}
	if err := Verify(secret, request.Header, nil, noon); err != nil {
		t.Error(err)
	}
}

func TestNobodyOnCallIsAnAnswer(t *testing.T) {
	l := listening(t, saying(200, `{"logins": []}`))
	if answer, err := l.outside("").Who(t.Context(), whoIsOnCall); err != nil || len(answer.Logins) != 0 {
		t.Errorf("%+v, %v", answer, err)
	}
}
