package simulation

import (
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestASearchFindsWhatMayBeAskedForAtItsMoment(t *testing.T) {
	t.Parallel()
	setup := office()
	report := ran(
		t, setup,
		at(0, Search{Person: "ada", Text: "no such thing"}), at(0, Search{Person: "nobody"}),
		at(time.Hour, Search{Person: "ada"}),
		at(2*time.Hour, ChangePerson{Login: "ada", Change: func(p *access.Person) { p.Status = access.Inactive }}),
		at(3*time.Hour, Search{Person: "ada"}),
	)
	var found []int
	for _, search := range report.Searched {
		found = append(found, len(search.Found))
	}
	if !slices.Equal(found, []int{0, 1, 0}) || !report.Searched[1].At.Equal(monday.Add(time.Hour)) {
		t.Errorf("found %+v", report.Searched)
	}
	if len(report.Refused) != 1 || report.Refused[0].Code != access.CodeNotFound || len(report.Requests) > 0 {
		t.Errorf("refused %+v, requests %+v", report.Refused, report.Requests)
	}
}
