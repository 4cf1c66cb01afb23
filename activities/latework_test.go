package activities

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// switchboard is a company that keeps what people are told.
type switchboard struct {
	*directory
	Leavers
	messages []access.Message
	lines    []access.AuditLine
	missing  bool // nothing is in the catalogue any more
}

func (s *switchboard) TellPeople(_ context.Context, messages []access.Message, lines []access.AuditLine) error {
	s.messages, s.lines = append(s.messages, messages...), append(s.lines, lines...)
	return nil
}

func (s *switchboard) Entitlement(ctx context.Context, id string) (access.Entitlement, error) {
	if s.missing {
		return access.Entitlement{}, access.Refuse(access.CodeNotFound, "There is no %s.", id)
	}
	return s.directory.Entitlement(ctx, id)
}

func TestOfALateEndTheOwnerTheAdminsAndWhomTheHouseNamesHear(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*switchboard)
		want   []string
	}{
		"each once, however often they are named":        {func(*switchboard) {}, []string{"ada", "mara", "olaf", "vera"}},
		"who left is left out":                           {func(s *switchboard) { s.leave("olaf") }, []string{"ada", "mara", "vera"}},
		"an entitlement that is not there keeps no one":  {func(s *switchboard) { s.missing = true }, []string{"ada", "mara", "olaf", "vera"}},
		"who holds it hears of it only as one of admins": {func(s *switchboard) { s.promote("lost") }, []string{"ada", "lost", "mara", "olaf", "vera"}},
	} {
		s := &switchboard{directory: company()}
		s.promote("vera")
		c.change(s)
		work := &LateWork{Records: s, Leavers: s, Tell: []string{"group:oncall", "olaf", "lost", "nobody"}, Hooks: []string{"pager"}}
		in := LateInput{LeaseID: "l", RequestID: "r", PersonID: "lost", EntitlementID: "jira/user", Mark: 5 * time.Minute, Text: "It is late."}
		told, err := work.TellLate(t.Context(), in)
		if err != nil || !slices.Equal(told.Hooks, []string{"pager"}) {
			t.Fatalf("%s: %+v, %v", name, told, err)
		}
		var ids []string
		for _, message := range s.messages {
			ids = append(ids, message.PersonID)
			if message.ID != "late/l/5/"+message.PersonID || message.Text != in.Text {
				t.Errorf("%s: told %+v", name, message)
			}
		}
		if slices.Sort(ids); !slices.Equal(ids, c.want) {
			t.Errorf("%s: told %v, want %v", name, ids, c.want)
		}
		if len(s.lines) != 1 || !strings.Contains(s.lines[0].Detail, "Told: ") {
			t.Errorf("%s: written down %+v", name, s.lines)
		}
	}
}

func (s *switchboard) leave(id string) {
	person := s.people[id]
	person.Status = access.Inactive
	s.people[id] = person
}

func (s *switchboard) promote(id string) {
	person := s.people[id]
	person.Roles = []access.Role{access.Admin}
	s.people[id] = person
}
