package builder_test

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// directory knows ada and one entitlement, and cannot be reached for what is broken.
type directory struct{}

func (directory) HasPerson(login string) (bool, error) {
	if login == "broken" {
		return false, errors.New("connection refused")
	}
	return login == "ada@example.com", nil
}

func (directory) HasEntitlement(id string) (bool, error) { return id == "jira/admin", nil }

func number(value float64) *float64 { return &value }

// everything is a form with every type of question.
func everything() []builder.Question {
	return []builder.Question{
		{ID: "text", Label: "Text", Type: builder.QuestionText, Min: number(3), Max: number(5)},
		{ID: "long", Label: "Long", Type: builder.QuestionLongText},
		{ID: "number", Label: "Number", Type: builder.QuestionNumber, Min: number(-1.5), Max: number(10)},
		{ID: "choice", Label: "Choice", Type: builder.QuestionChoice, Choices: []string{"x", "y"}},
		{ID: "several", Label: "Several", Type: builder.QuestionMultiChoice, Choices: []string{"x", "y", "z"}, Min: number(1), Max: number(2)},
		{ID: "date", Label: "Date", Type: builder.QuestionDate},
		{ID: "length", Label: "Length", Type: builder.QuestionDuration, Shortest: builder.Duration(day / 24), Longest: builder.Duration(day)},
		{ID: "person", Label: "Person", Type: builder.QuestionPerson},
		{ID: "thing", Label: "Thing", Type: builder.QuestionEntitlement},
		{ID: "yes", Label: "Yes", Type: builder.QuestionYesNo},
		{ID: "sure", Label: "Sure", Type: builder.QuestionYesNo, Confirm: true},
		{ID: "ticket", Label: "Ticket", Type: builder.QuestionTicket, Pattern: "CHG-[0-9]+", Example: "CHG-20417"},
	}
}

func TestAWrongAnswerIsToldWhatWouldBeRight(t *testing.T) {
	for _, test := range []struct {
		id     string
		answer any
		says   string
	}{
		{"text", "ab", `"Text" takes at least 3 characters, and this has 2.`},
		{"text", "abcdef", `"Text" takes at most 5 characters, and this has 6.`},
		{"text", "a\nbc", `"Text" takes a single line.`},
		{"text", "ab\x00c", `The answer to "Text" holds an invisible character. Write it anew.`},
		{"text", "ab\xffc", `"Text" takes a text.`},
		{"text", 12.0, `"Text" takes a text.`},
		{"text", map[string]any{"a": map[string]any{"b": []any{1}}}, `"Text" takes a text.`},
		{"long", strings.Repeat("x", 10<<20), `The answer to "Long" is longer than 10000 characters.`},
		{"number", "12", `"Number" takes a number. Write for instance 12.`},
		{"number", math.NaN(), `"Number" takes a number. Write for instance 12.`},
		{"number", math.Inf(-1), `"Number" takes a number. Write for instance 12.`},
		{"number", 1e308, `"Number" takes a number. Write for instance 12.`},
		{"number", 10.5, `"Number" takes at most 10.`},
		{"number", -2.0, `"Number" takes at least -1.5.`},
		{"choice", "z", `"Choice" takes one of x, y.`},
		{"choice", []any{"x"}, `"Choice" takes one of x, y.`},
		{"several", "x", `"Several" takes some of x, y, z.`},
		{"several", []any{"x", 1.0}, `"Several" takes some of x, y, z.`},
		{"several", []any{"x", "w"}, `"Several" takes some of x, y, z.`},
		{"several", []any{"x", "x"}, `"Several" names "x" twice.`},
		{"several", []any{"x", "y", "z"}, `"Several" takes at most 2 choices, and this has 3.`},
		{"several", slices.Repeat([]any{"x"}, 1<<20), `"Several" takes some of x, y, z.`},
		{"date", "2027-02-29", `"Date" takes a date. Write for instance 2027-01-31.`},
		{"date", "31.1.2027", `"Date" takes a date. Write for instance 2027-01-31.`},
		{"length", "soon", `"Length" takes a duration. Write for instance 4h.`},
		{"length", "30m", `"Length" takes at least 1h.`},
		{"length", "25h", `"Length" takes at most 1d.`},
		{"person", "nobody", `"Person" takes the login of somebody active, and nobody has the login "nobody".`},
		{"thing", "jira/admn", `"Thing" takes something of the catalogue, and there is no "jira/admn".`},
		{"yes", "yes", `"Yes" takes yes or no.`},
		{"sure", false, `"Sure" has to be confirmed with yes.`},
		{"ticket", "chg-1", `"Ticket" has to look like this: CHG-20417.`},
		{"ticket", "CHG-1 and more", `"Ticket" has to look like this: CHG-20417.`},
		{"nobody", "x", `There is no question "nobody".`},
	} {
		t.Run(test.id+" "+test.says, func(t *testing.T) {
			kept, refusals := builder.CheckForm(everything(), map[string]any{test.id: test.answer}, builder.Facts{}, directory{})
			if kept != nil || len(refusals) != 1 || refusals[0].Field != "answers."+test.id || refusals[0].Message != test.says || refusals[0].Code != access.CodeInvalid {
				t.Fatalf("kept %v, refused %+v", kept, refusals)
			}
		})
	}
}

func TestGoodAnswersAreKeptInOneForm(t *testing.T) {
	given := map[string]any{
		"text": "åäö", "long": "a\nb\t", "number": 3, "choice": "y", "several": []any{"z", "x"}, "date": "2028-02-29", "length": "24h",
		"person": "ada@example.com", "thing": "jira/admin", "yes": false, "sure": true, "ticket": "CHG-1",
	}
	want := map[string]any{
		"text": "åäö", "long": "a\nb\t", "number": 3.0, "choice": "y", "several": []string{"z", "x"}, "date": "2028-02-29", "length": "24h",
		"person": "ada@example.com", "thing": "jira/admin", "yes": false, "sure": true, "ticket": "CHG-1",
	}
	if kept, refusals := builder.CheckForm(everything(), given, builder.Facts{}, directory{}); len(refusals) > 0 || !reflect.DeepEqual(kept, want) {
		t.Fatalf("kept %v, refused %+v", kept, refusals)
	}
	blank := map[string]any{"text": " \t", "number": nil, "several": []any{}, "ticket": ""}
	if kept, refusals := builder.CheckForm(everything(), blank, builder.Facts{}, directory{}); len(refusals) > 0 || len(kept) > 0 {
		t.Fatalf("kept %v, refused %+v", kept, refusals)
	}
}

func TestWhatCannotBeLookedUpIsNotStored(t *testing.T) {
	kept, refusals := builder.CheckForm(everything(), map[string]any{"person": "broken"}, builder.Facts{}, directory{})
	if kept != nil || len(refusals) != 1 || refusals[0].Code != access.CodeUnavailable || strings.Contains(refusals[0].Message, "connection") {
		t.Fatalf("kept %v, refused %+v", kept, refusals)
	}
}

func TestAnAnswerToAnotherFormDoesNotDecideWhatThisOneAsks(t *testing.T) {
	questions := []builder.Question{
		{ID: "env", Label: "Env", Type: builder.QuestionText, Required: true, When: `has(answers.before)`},
		{ID: "why", Label: "Why", Type: builder.QuestionText, Required: true, When: `has(answers.env)`},
	}
	stale := builder.Facts{Answers: map[string]any{"env": "as it was sent, and never asked"}}
	if kept, refusals := builder.CheckForm(questions, map[string]any{"env": "x", "why": "y"}, stale, nil); len(refusals) > 0 || len(kept) > 0 {
		t.Fatalf("kept %v, refused %+v", kept, refusals)
	}
	earlier := builder.Facts{Answers: map[string]any{"before": "x"}}
	if kept, refusals := builder.CheckForm(questions, map[string]any{"env": "x", "why": "y"}, earlier, nil); len(refusals) > 0 || len(kept) != 2 || len(earlier.Answers) != 1 {
		t.Fatalf("kept %v, refused %+v, earlier %v", kept, refusals, earlier.Answers)
	}
}

func TestAQuestionThatCannotBeDecidedIsNotPassedOver(t *testing.T) {
	questions := []builder.Question{{ID: "a", Label: "A", Type: builder.QuestionText, When: "1 / 0 == 1"}}
	kept, refusals := builder.CheckForm(questions, nil, builder.Facts{}, nil)
	if kept != nil || len(refusals) != 1 || refusals[0].Code != access.CodeUnavailable || refusals[0].Field != "answers.a" {
		t.Fatalf("kept %v, refused %+v", kept, refusals)
	}
}

func TestOneWrongAnswerDoesNotHideTheOthers(t *testing.T) {
	questions := []builder.Question{
		{ID: "env", Label: "Env", Type: builder.QuestionChoice, Choices: []string{"x", "y"}, Required: true},
		{ID: "depends", Label: "Depends", Type: builder.QuestionText, Required: true, When: `answers.env == "x"`},
		{ID: "date", Label: "Date", Type: builder.QuestionDate, Required: true},
	}
	_, refusals := builder.CheckForm(questions, map[string]any{"env": "z"}, builder.Facts{}, nil)
	var fields []string
	for _, refusal := range refusals {
		fields = append(fields, refusal.Field)
	}
	if !reflect.DeepEqual(fields, []string{"answers.env", "answers.date"}) {
		t.Fatalf("refused are %v", fields)
	}
}

func TestAHostileFormIsRefusedInAFewSentences(t *testing.T) {
	answers := map[string]any{}
	for range 50_000 {
		answers[strings.Repeat("x", 300)+string(rune(len(answers)+0x4e00))] = math.NaN()
	}
	if _, refusals := builder.CheckForm(everything(), answers, builder.Facts{}, nil); len(refusals) != 20 {
		t.Fatalf("%d refusals", len(refusals))
	}
}

// anyAnswer is an answer that is right, or hostile.
func anyAnswer() *rapid.Generator[any] {
	return rapid.OneOf(
		rapid.SampledFrom([]any{nil, true, false, "x", "y", "CHG-1", "2027-01-31", "4h", "ada@example.com", "jira/admin", "", " ", "a\nb", "\x00", "\xff", 3, math.NaN(), []string{"x"}, []any{"x", "x"}, []any{[]any{}}, map[string]any{}, struct{}{}, []byte("x")}),
		rapid.Map(rapid.String(), func(s string) any { return s }),
		rapid.Map(rapid.Float64(), func(f float64) any { return f }),
		rapid.Map(rapid.SliceOf(rapid.SampledFrom([]any{"x", "y", "z", 1})), func(s []any) any { return s }),
	)
}

func TestOnlyAnswersThatWereAskedAndAreRightAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		questions := everything()
		for i := range questions {
			questions[i].Required = rapid.Bool().Draw(t, "required")
			if i > 0 && rapid.Bool().Draw(t, "conditional") {
				questions[i].When = "has(answers." + questions[rapid.IntRange(0, i-1).Draw(t, "on")].ID + ")"
			}
		}
		answers := map[string]any{}
		for _, question := range questions {
			if rapid.Bool().Draw(t, "answered") {
				answers[question.ID] = anyAnswer().Draw(t, question.ID)
			}
		}
		kept, refusals := builder.CheckForm(questions, answers, builder.Facts{}, directory{})
		if (kept == nil) == (len(refusals) == 0) {
			t.Fatalf("kept %v and refused %v", kept, refusals)
		}
		if kept == nil {
			return
		}
		for _, question := range builder.Form(questions, kept, builder.Facts{}) {
			_, is := kept[question.ID]
			if is && !question.Asked {
				t.Fatalf("%q was kept and not asked", question.ID)
			}
			if !is && question.Asked && question.Required {
				t.Fatalf("%q is missing", question.ID)
			}
		}
		if again, refusals := builder.CheckForm(questions, kept, builder.Facts{}, directory{}); len(refusals) > 0 || !reflect.DeepEqual(again, kept) {
			t.Fatalf("what was kept is not taken again: %v, %v", again, refusals)
		}
	})
}
