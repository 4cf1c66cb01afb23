package main

import (
	"fmt"
	"maps"
	"testing"
)

func attributes(t *testing.T, list ...string) searchAttributes {
	t.Helper()
	a := searchAttributes{}
	for _, text := range list {
		if err := a.Set(text); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func TestAssignColumnsRefuses(t *testing.T) {
	eleven := searchAttributes{}
	for i := range 11 {
		if err := eleven.Set(fmt.Sprintf("Name%d=Keyword", i)); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		wanted  searchAttributes
		aliases map[string]string
	}{
		"an eleventh keyword":          {eleven, nil},
		"a fourth flag":                {attributes(t, "A=Bool", "B=Bool"), map[string]string{"Bool01": "X", "Bool03": "Y"}},
		"an attribute of another type": {attributes(t, "CurfewRisk=Bool"), map[string]string{"Keyword01": "CurfewRisk"}},
	} {
		t.Run(name, func(t *testing.T) {
			before := maps.Clone(test.aliases)
			_, _, err := test.wanted.assignColumns(test.aliases)
			wantFailure(t, err, codeFlagInvalid)
			if !maps.Equal(before, test.aliases) {
				t.Errorf("the aliases became %v", test.aliases)
			}
		})
	}
}

func TestAssignColumnsKeepsWhatIsThere(t *testing.T) {
	wanted := attributes(t, "CurfewState=Keyword", "CurfewRisk=Keyword", "CurfewRequests=KeywordList")
	aliases := map[string]string{"Keyword02": "CurfewState", "Keyword05": "CustomersOwn"}
	got, added, err := wanted.assignColumns(aliases)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"Keyword01": "CurfewRisk", "Keyword02": "CurfewState", "Keyword05": "CustomersOwn", "KeywordList01": "CurfewRequests",
	}
	if !added || !maps.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, added, want)
	}
	again, added, err := wanted.assignColumns(got)
	if err != nil || added || !maps.Equal(again, got) {
		t.Errorf("a second time gives %v, %v, %v", again, added, err)
	}
}
