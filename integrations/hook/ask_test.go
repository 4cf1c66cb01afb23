package hook

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

var onCall = integrations.FactQuestion{
	Fact: "x", Person: integrations.FactPerson{ID: "1", Login: "ada&co", Email: "ada@example.com"}, Matter: "INC 1",
}

func TestAFactThatCannotBeAskedIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		fact, style string
		says        string
	}{
		"not configured": {"y", "", `the fact "y" is not configured`},
		"a chat":         {"x", StyleText, "only posts"},
		"no such style":  {"x", "xml", `not "xml"`},
	} {
		l := listening(t, saying(200, `{"true": true}`))
		question := onCall
		question.Fact = c.fact
		answer, err := l.outside(c.style).Ask(t.Context(), question)
		if kind(err) != "refused" || !strings.Contains(err.Error(), c.says) || answer.True || len(l.messages()) != 0 {
			t.Errorf("%s: %+v, %v", name, answer, err)
		}
	}
}

func TestAFactThatFailsSaysWhetherToAskAgain(t *testing.T) {
	all := failures()
	all["an answer that breaks off"] = failing{breaking("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"true\": true}"), "unknown", "EOF"}
	all["an answer without end"] = failing{saying(200, `{"true": true, "says": "`+strings.Repeat("x", longestAnswer)+`"}`), "refused", "more than 64 KiB"}
	all["a page"] = failing{saying(200, "<html>"), "refused", "not a JSON object"}
	for name, c := range all {
		l := listening(t, c.answer)
		answer, err := l.outside("").Ask(t.Context(), onCall)
		if kind(err) != c.want || !strings.Contains(fmt.Sprint(err), c.says) || answer.True || len(l.messages()) != 1 {
			t.Errorf("%s: %+v, %v after %d calls, want %s", name, answer, err, len(l.messages()), c.want)
		}
		discreet(t, err)
	}
}

func TestAFactThatCannotBeReachedIsAskedAgain(t *testing.T) {
	l := listening(t, saying(200, `{"true": true}`))
	outside := l.outside("")
	l.Close()
	answer, err := outside.Ask(t.Context(), onCall)
	if kind(err) != "unknown" || answer.True {
		t.Errorf("%+v, %v", answer, err)
	}
	discreet(t, err)
}

func TestAnAnswerThatCouldBeMeantOtherwiseIsRefused(t *testing.T) {
	for body, says := range map[string]string{
		``:                                    "not a JSON object",
		`null`:                                "not a JSON object",
		`[true]`:                              "not a JSON object",
		`{}`:                                  "does not say",
		`{"says": "yes"}`:                     "does not say",
		`{"true": "true"}`:                    "true or false",
		`{"true": 1}`:                         "true or false",
		`{"true": null}`:                      "true or false",
		`{"True": true}`:                      `"True"`,
		`{"true": false, "true": true}`:       "twice",
		`{"true": true, "unless": "friday"}`:  `"unless"`,
		`{"true": true, "until": "friday"}`:   "moment",
		`{"true": true, "until": 1614265330}`: "moment",
		`{"true": true, "until": null}`:       "moment",
		`{"true": true, "says": 1}`:           "text",
		`{"true": true`:                       "complete",
		`{"true": true,`:                      "complete",
		`{"true": tr`:                         "complete",
		`{"true": true, 1: 2}`:                "complete",
		`{"true": true} {"true": false}`:      "follows",
	} {
		answer, err := parseAnswer([]byte(body))
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %+v, %v", body, answer, err)
		}
	}
}

func TestAFactIsAskedAboutSomebodyAndSigned(t *testing.T) {
	l := listening(t, saying(200, ` {"true": true, "until": "2027-03-01T18:00:00+01:00", "says": " Ada is on call (`+token+`). `+strings.Repeat("é", 300)+`"} `))
	answer, err := l.outside("").Ask(t.Context(), onCall)
	if err != nil {
		t.Fatal(err)
	}
	if !answer.True || !answer.Until.Equal(noon.Add(5*time.Hour)) || !strings.HasPrefix(answer.Says, "Ada is on call (…).") || len([]rune(answer.Says)) != 200 {
		t.Errorf("%+v", answer)
	}
	request := l.messages()[0]
	query := request.URL.Query()
	if request.Method != http.MethodGet || l.messages()[0].body != "" || query.Get("person") != "ada&co" || query.Get("email") != "ada@example.com" ||
		query.Get("matter") != "INC 1" || query.Get("key") != token+"2" {
		t.Errorf("%s %s %q", request.Method, request.URL, l.messages()[0].body)
	}
	if err := Verify(secret, request.Header, nil, noon); err != nil {
		t.Error(err)
	}
	if _, err := l.outside("").Ask(t.Context(), onCall); err != nil || l.messages()[1].Header.Get("webhook-id") == request.Header.Get("webhook-id") {
		t.Errorf("two questions have one id: %v", err)
	}
}

func TestAFactIsAskedThoughNobodyKnowsTheAddressOrTheMatter(t *testing.T) {
	l := listening(t, saying(200, `{"true": false}`))
	answer, err := l.outside("").Ask(t.Context(), integrations.FactQuestion{Fact: "x", Person: integrations.FactPerson{Login: "ada"}})
	if err != nil || answer != (integrations.FactAnswer{}) {
		t.Errorf("%+v, %v", answer, err)
	}
	if query := l.messages()[0].URL.Query(); !query.Has("email") || !query.Has("matter") {
		t.Errorf("asked %s", l.messages()[0].URL.RawQuery)
	}
}
