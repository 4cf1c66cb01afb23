package activities

import (
	"reflect"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestWhoIsAwayIsReplacedByWhomTheyDelegatedTo(t *testing.T) {
	mara := access.Approver{PersonID: "mara", Name: "Mara", Login: "mara", Via: "manager of Ada"}
	instead := func(delegate, name string) access.Approver {
		return access.Approver{PersonID: delegate, Name: name, Login: delegate, Via: mara.Via, OnBehalfOf: []string{"Mara"}}
	}
	manager := rules{{Manager: "requester"}}
	type people = []access.Approver
	for name, c := range map[string]struct {
		away   []access.Delegation
		change func(in *ResolveInput)
		want   people
	}{
		"to the requester":           {away: []access.Delegation{away("mara", "ada")}},
		"to whom it is for":          {away: []access.Delegation{away("mara", "olaf")}},
		"to somebody who left":       {away: []access.Delegation{away("mara", "gone")}},
		"to somebody who vanished":   {away: []access.Delegation{away("mara", "who")}},
		"to one who approved":        {away: []access.Delegation{away("mara", "rhea")}, change: func(in *ResolveInput) { in.Exclude = []string{"rhea"} }},
		"and so to the fallback":     {away: []access.Delegation{away("mara", "ada")}, change: func(in *ResolveInput) { in.Fallback = rules{{Person: "vera"}} }, want: people{{PersonID: "vera", Name: "Vera", Login: "vera", Via: "named in the automation"}}},
		"to somebody":                {away: []access.Delegation{away("mara", "rhea")}, want: people{instead("rhea", "Rhea")}},
		"and it is not passed on":    {away: []access.Delegation{away("mara", "rhea"), away("rhea", "vera")}, want: people{instead("rhea", "Rhea")}},
		"even in a circle":           {away: []access.Delegation{away("mara", "rhea"), away("rhea", "mara")}, want: people{instead("rhea", "Rhea")}},
		"but not in what is theirs":  {away: []access.Delegation{away("mara", "rhea")}, change: func(in *ResolveInput) { in.Personal = true }, want: people{mara}},
		"nor when they are back":     {away: []access.Delegation{away("mara", "rhea")}, change: func(in *ResolveInput) { in.At = noon.Add(time.Hour) }, want: people{mara}},
		"nor at no moment":           {away: []access.Delegation{away("mara", "rhea")}, change: func(in *ResolveInput) { in.At = time.Time{} }, want: people{mara}},
		"nor while somebody else is": {away: []access.Delegation{away("olaf", "rhea")}, want: people{mara}},
	} {
		directory := company()
		directory.delegations = c.away
		in := ResolveInput{FactsInput: about("ada", "olaf"), Rules: manager, At: noon}
		if c.change != nil {
			c.change(&in)
		}
		got, err := (&RequestWork{Records: directory}).ResolveApprovers(t.Context(), in)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, c.want)
		}
	}
}

func TestOneHumanIsAskedOnceHoweverManyTheyDecideFor(t *testing.T) {
	directory := company()
	directory.delegations = []access.Delegation{away("mara", "rhea"), away("olaf", "rhea")}
	got, err := (&RequestWork{Records: directory}).ResolveApprovers(t.Context(), ResolveInput{
		FactsInput: about("ada", "ada"), At: noon, Quorum: 3,
		Rules: rules{{Person: "mara"}, {Person: "rhea"}, {Group: "oncall"}}, Fallback: rules{{Group: "oncall"}},
	})
	want := []access.Approver{{PersonID: "rhea", Name: "Rhea", Login: "rhea", Via: "named in the automation", OnBehalfOf: []string{"Mara", "Olaf"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}
