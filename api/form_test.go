package api

import (
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAnOfferSaysWhatItsFormNeeds(t *testing.T) {
	answer := servers(t).call("ada", "GET", "/offers", nil).expect(200)
	if answer.count("items") != 3 {
		t.Fatalf("%s", answer.body)
	}
	offer := func(path ...any) any { return answer.at(append([]any{"items", 0}, path...)...) }
	for want, got := range map[any]any{
		"servers:gcp/staging": offer("id"),
		"gcp/production":      offer("bundle", 1, "id"),
		3600.0:                offer("duration", "min_seconds"),
		10.0:                  offer("reason_min"),
		"Monday to Friday from 08:00 to 17:00 (UTC)": offer("hours", "words"),
		"FREQ=WEEKLY;BYDAY=MO,TH":                    offer("windows", "recurring", "rule"),
		"Europe/Berlin":                              offer("windows", "recurring", "zone"),
		"staging":                                    offer("questions", 0, "default"),
		"CHG-2041":                                   offer("questions", 1, "example"),
		0.0:                                          offer("questions", 3, "min"),
		"Who is asked depends on what you answer": offer("steps", 0),
	} {
		if got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if offer("questions", 1, "conditional") != true || offer("for_others") != true || offer("hours", "open") != true || offer("windows", "absolute") != false {
		t.Errorf("%s", answer.body)
	}
}

func TestAFormIsForWhoMaySeeIt(t *testing.T) {
	h := servers(t)
	form := map[string]any{"automation": "servers", "answers": map[string]any{}}
	h.call("otto", "POST", "/offers/form", form).refused("not_visible", "")
	form["subject"] = "nina@example.com"
	h.call("ada", "POST", "/offers/form", form).refused("not_visible", "")
	h.untouched()
}

func TestAFormShowsWhatItsAnswersAskFor(t *testing.T) {
	h := servers(t)
	ask := func(answers map[string]any) *reply {
		return h.call("ada", "POST", "/offers/form", map[string]any{"automation": "servers", "answers": answers}).expect(200)
	}
	if first := ask(map[string]any{}); strings.Contains(string(first.body), "ticket") || strings.Contains(string(first.body), "problem") || first.count("questions") != 3 {
		t.Errorf("%s", first.body)
	}
	wrong := ask(map[string]any{"where": "production", "ticket": "INC-1"})
	if wrong.text("questions", 1, "id") != "ticket" || !strings.Contains(wrong.text("questions", 1, "problem"), "CHG-2041") || wrong.text("questions", 1, "because") == "" {
		t.Errorf("%s", wrong.body)
	}
	if wrong.text("steps", 0) != "For each of them: Your manager, Mara Lindgren" {
		t.Errorf("%s", wrong.body)
	}
	right := ask(map[string]any{"where": "staging", "ticket": "INC-1", "seats": 2})
	if right.at("kept", "seats") != 2.0 || right.at("kept", "ticket") != nil || right.text("steps", 0) != "Nobody: Staging needs nobody." || right.at("duration", "max_seconds") != 4*3600.0 {
		t.Errorf("%s", right.body)
	}
	h.untouched()
}

func TestAFormSaysHowLongTheSubjectMay(t *testing.T) {
	h := servers(t)
	h.records.change(func() { h.records.people[3].Employment = access.Contractor })
	answer := h.call("mara", "POST", "/offers/form", map[string]any{"automation": "servers", "subject": "carl", "answers": map[string]any{}}).expect(200)
	if answer.at("duration", "max_seconds") != 3600.0 || answer.at("duration", "fixed") != true {
		t.Errorf("%s", answer.body)
	}
}

func TestPeopleAreFoundByTheirWords(t *testing.T) {
	h := newHouse(t)
	h.records.change(func() { h.records.people[7].Status = access.Inactive })
	h.call("", "GET", "/people?query=a", nil).refused("unauthorized", "")
	answer := h.call("otto", "GET", "/people?query=LIND+sales", nil).expect(200)
	if answer.count("items") != 2 || answer.text("items", 0, "id") != "ada" {
		t.Errorf("%s", answer.body)
	}
	if gone := h.call("otto", "GET", "/people?query=gone", nil).expect(200); gone.count("items") != 0 {
		t.Errorf("%s", gone.body)
	}
}
