package builder_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

func TestDecodePlanRefuses(t *testing.T) {
	valid, err := examplePlan(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, old, new, says string }{
		{"nothing", string(valid), "", "cannot be read"},
		{"no plan", string(valid), "[]", "cannot be read"},
		{"no format", `"format":2,`, "", "format 0"},
		{"a newer format", `"format":2`, `"format":3`, "run a newer one"},
		{"an unknown field", `"automation"`, `"forbids":"all","automation"`, "unknown field"},
		{"an unknown field of a step", `"id":"give"`, `"id":"give","only_if":"x"`, "unknown field"},
		{"something after it", string(valid), string(valid) + "{}", "cannot be read"},
		{"no steps", string(valid), `{"format":2,"automation":"a","title":"A","steps":[]}`, "0 steps"},
		{"a step twice", `"id":"security"`, `"id":"lead"`, "two steps"},
		{"a way back", `{"port":"denied","to":"refused"}`, `{"port":"denied","to":"ask"}`, "forward"},
		{"a way to itself", `{"port":"failed","to":"sorry"}`, `{"port":"failed","to":"give"}`, "forward"},
		{"a way to nowhere", `{"port":"failed","to":"sorry"}`, `{"port":"failed","to":"nowhere"}`, "forward"},
		{"a way out that is missing", `,{"port":"failed","to":"sorry"}`, "", "ways out"},
		{"a way out of another name", `{"port":"failed"`, `{"port":"broken"`, "forward"},
		{"a step of another kind", `"kind":"grant"`, `"kind":"end"`, "not of its kind"},
		{"a step of two kinds", `"grant":{`, `"end":{"outcome":"done"},"grant":{`, "not of its kind"},
		{"a second request", `"id":"give","kind":"grant"`, `"id":"give","kind":"request"`, "only request"},
		{"a duration that is none", `"give_up":"30m"`, `"give_up":"soon"`, "not a duration"},
		{"too much", string(valid), strings.Repeat(" ", builder.MaxPlanBytes+1), "at most"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !bytes.Contains(valid, []byte(test.old)) {
				t.Fatalf("the plan has no %s", test.old)
			}
			broken := strings.Replace(string(valid), test.old, test.new, 1)
			if _, err := builder.DecodePlan([]byte(broken)); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("error is %v, and should say %q", err, test.says)
			}
		})
	}
}

func TestDecodePlanReadsWhatEncodeWrote(t *testing.T) {
	plan := examplePlan(t)
	encoded, err := plan.Encode()
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := builder.DecodePlan(encoded)
	if err != nil || !reflect.DeepEqual(decoded, plan) {
		t.Fatalf("decoded %+v, %v", decoded, err)
	}
	if again, _ := decoded.Encode(); !bytes.Equal(again, encoded) || len(builder.Hash(encoded)) != 64 {
		t.Fatal("the bytes or the hash differ")
	}
}
