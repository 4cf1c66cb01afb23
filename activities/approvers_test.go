package activities

import (
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

// asked resolves and lists the ids, each of which has to have a reason.
func asked(t *testing.T, work *RequestWork, in ResolveInput) []string {
	t.Helper()
	found, err := work.ResolveApprovers(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, approver := range found {
		ids = append(ids, approver.PersonID)
		if approver.Via == "" || approver.Name == "" {
			t.Errorf("%s is asked without a name or a reason", approver.PersonID)
		}
	}
	return ids
}

func about(requester, subject string) FactsInput {
	return FactsInput{RequesterID: requester, SubjectID: subject, EntitlementID: "jira/user"}
}

type rules = []access.ApproverRule

func TestWhoIsAsked(t *testing.T) {
	for name, c := range map[string]struct {
		requester, subject string
		rules              rules
		want               []string
	}{
		"nobody at the top":                     {"vera", "vera", rules{{Manager: "requester"}}, nil},
		"nobody in a circle of managers":        {"loop", "loop", rules{{Manager: "requester"}}, nil},
		"nobody above somebody who vanished":    {"lost", "lost", rules{{Manager: "requester"}}, nil},
		"nobody who left":                       {"kim", "kim", rules{{Person: "gone"}}, nil},
		"nobody of that name":                   {"ada", "ada", rules{{Person: "who"}}, nil},
		"never the requester":                   {"ada", "ada", rules{{Group: "oncall"}}, []string{"mara", "olaf"}},
		"never whom it is for":                  {"ada", "olaf", rules{{Owner: "entitlement"}}, nil},
		"the manager":                           {"ada", "ada", rules{{Manager: "requester"}}, []string{"mara"}},
		"the next one up for a manager's own":   {"mara", "ada", rules{{Manager: "subject"}}, []string{"rhea"}},
		"the next one up who has not left":      {"kim", "kim", rules{{Manager: "requester"}}, []string{"mara"}},
		"the owner":                             {"ada", "ada", rules{{Owner: "entitlement"}}, []string{"olaf"}},
		"each once, however often they qualify": {"ada", "ada", rules{{Manager: "requester"}, {Group: "oncall"}, {Person: "mara"}}, []string{"mara", "olaf"}},

		"nobody so far up":                    {"ada", "ada", rules{{Manager: "requester", Level: 4}}, nil},
		"the manager's manager":               {"ada", "ada", rules{{Manager: "requester", Level: 2}}, []string{"rhea"}},
		"three up":                            {"ada", "ada", rules{{Manager: "requester", Level: 3}}, []string{"vera"}},
		"a step counts, whoever stands on it": {"kim", "kim", rules{{Manager: "requester", Level: 3}}, []string{"mara"}},
		"from that level on upwards":          {"kim", "kim", rules{{Manager: "requester", Level: 2}}, []string{"mara"}},
		"nobody as far up as one may look":    {"kim", "kim", rules{{Manager: "requester", Levels: 2}}, nil},
		"as far up as one may look":           {"kim", "kim", rules{{Manager: "requester", Levels: 3}}, []string{"mara"}},
		"the level even beyond that":          {"ada", "ada", rules{{Manager: "requester", Level: 2, Levels: 1}}, []string{"rhea"}},
	} {
		got := asked(t, &RequestWork{Records: company()}, ResolveInput{FactsInput: about(c.requester, c.subject), Rules: c.rules})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhoApprovedBeforeIsNotAskedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		rule access.ApproverRule
		want []string
	}{
		"named":              {access.ApproverRule{Person: "mara"}, nil},
		"in a group":         {access.ApproverRule{Group: "oncall"}, []string{"olaf"}},
		"the manager":        {access.ApproverRule{Manager: "requester"}, []string{"rhea"}},
		"the manager, alone": {access.ApproverRule{Manager: "requester", Levels: 1}, nil},
	} {
		got := asked(t, &RequestWork{Records: company()}, ResolveInput{
			FactsInput: about("ada", "ada"), Rules: rules{c.rule}, Exclude: []string{"mara"},
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhoeverIsOnCallIsAskedAsTheOutsideSystemNamesThem(t *testing.T) {
	for name, c := range map[string]struct {
		named []string
		want  []string
	}{
		"nobody was named":           {nil, nil},
		"never the requester":        {[]string{"ada"}, nil},
		"nobody who left":            {[]string{"gone"}, nil},
		"nobody unknown":             {[]string{"who", "olaf"}, []string{"olaf"}},
		"in their order, once":       {[]string{"rhea", "olaf", "rhea"}, []string{"rhea", "olaf"}},
		"in place of one away":       {[]string{"mara"}, []string{"vera"}},
		"not those of another":       {[]string{"rhea"}, []string{"rhea"}},
		"nobody who approved before": {[]string{"kim"}, nil},
	} {
		work := company()
		work.delegations = []access.Delegation{away("mara", "vera")}
		in := ResolveInput{
			FactsInput: about("ada", "ada"), Rules: rules{{OnCall: "sre"}}, At: noon, Exclude: []string{"kim"},
			OnCall: map[string][]string{"sre": c.named, "other": {"lost"}},
		}
		if got := asked(t, &RequestWork{Records: work}, in); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestTheFallbackIsAskedAsWellWhereThoseFoundAreTooFew(t *testing.T) {
	oncall := rules{{Group: "oncall"}}
	for name, c := range map[string]struct {
		first  rules
		quorum int
		want   []string
	}{
		"nobody was found":        {rules{{Person: "who"}}, 0, []string{"mara", "olaf"}},
		"enough were found":       {rules{{Person: "rhea"}}, 1, []string{"rhea"}},
		"enough, without quorum":  {rules{{Person: "rhea"}}, 0, []string{"rhea"}},
		"fewer than the quorum":   {rules{{Person: "rhea"}}, 2, []string{"rhea", "mara", "olaf"}},
		"some are in both":        {rules{{Person: "mara"}}, 2, []string{"mara", "olaf"}},
		"as many as the quorum":   {oncall, 2, []string{"mara", "olaf"}},
		"still fewer than wanted": {oncall, 9, []string{"mara", "olaf"}},
	} {
		got := asked(t, &RequestWork{Records: company()}, ResolveInput{
			FactsInput: about("ada", "ada"), Rules: c.first, Fallback: oncall, Quorum: c.quorum,
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestMessagesReachEverybodyConcerned(t *testing.T) {
	work := company()
	work.delegations = []access.Delegation{away("mara", "rhea")}
	got := asked(t, &RequestWork{Records: work}, ResolveInput{
		FactsInput: about("ada", "olaf"), Rules: rules{{Group: "oncall"}}, Everybody: true, Exclude: []string{"mara"}, At: noon,
	})
	if want := []string{"ada", "mara", "olaf"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
