package activities

import (
	"slices"
	"testing"

	"github.com/curfewhq/curfew/internal/access"
)

func TestOnlyWhoLeftIsReplacedAndByTheNextOneUp(t *testing.T) {
	olaf := access.Approver{PersonID: "olaf", Name: "Olaf", Via: "owner"}
	gone := access.Approver{PersonID: "gone", Name: "Gone", Via: "named in the automation"}
	for name, c := range map[string]struct {
		requester string
		asked     []access.Approver
		want      []string
	}{
		"nobody for somebody who vanished": {"ada", []access.Approver{{PersonID: "who"}}, nil},
		"nobody who is there":              {"ada", []access.Approver{olaf}, []string{"olaf"}},
		"whoever left":                     {"ada", []access.Approver{gone, olaf}, []string{"olaf", "mara"}},
		"never by the requester":           {"mara", []access.Approver{gone}, []string{"rhea"}},
	} {
		work := &RequestWork{Records: company()}
		found, err := work.StandIns(t.Context(), StandInInput{FactsInput: about(c.requester, c.requester), Approvers: c.asked})
		var ids []string
		for _, approver := range found {
			ids = append(ids, approver.PersonID)
		}
		if err != nil || !slices.Equal(ids, c.want) {
			t.Errorf("%s: %v, %v", name, ids, err)
		}
	}
}
