package store

import (
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestAChangeThatMattersIsListedUntilItWasTold(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		was := access.Person{
			ID: "ada", Login: "ada@example.com", Name: "Ada", Department: "Sales", Status: access.Active,
			Groups: []string{"leads"}, Until: precise(noon),
		}
		bob := access.Person{ID: "bob", Login: "bob@example.com"}
		write := func(change func(*access.Person)) {
			person := was
			change(&person)
			must(t, s.UpsertPeople(t.Context(), []access.Person{bob, person}))
		}
		changed := func() []access.PersonChange {
			changes, err := s.ChangedPeople(t.Context(), 10)
			must(t, err)
			return changes
		}
		for name, change := range map[string]func(*access.Person){
			"new":             func(*access.Person) {},
			"the same":        func(*access.Person) {},
			"another address": func(p *access.Person) { p.Email = "x@example.com" },
			"another account": func(p *access.Person) { p.Accounts = map[string]string{"okta": "1"} },
		} {
			if write(change); len(changed()) != 0 {
				t.Fatalf("%s: %v", name, changed())
			}
		}
		for name, change := range map[string]func(*access.Person){
			"another department": func(p *access.Person) { p.Department = "IT" },
			"another group":      func(p *access.Person) { p.Groups = []string{"leads", "x"} },
			"no group":           func(p *access.Person) { p.Groups = nil },
			"inactive":           func(p *access.Person) { p.Status = access.Inactive },
			"another manager":    func(p *access.Person) { p.ManagerID = "bob" },
			"leaves earlier":     func(p *access.Person) { p.Until = precise(noon.Add(-time.Hour)) },
		} {
			write(change)
			got := changed()
			if len(got) != 1 || got[0].PersonID != "ada" {
				t.Fatalf("%s: %v", name, got)
			}
			write(func(*access.Person) {}) // and back, while the first is told
			must(t, s.ForgetChange(t.Context(), got[0]))
			again := changed()
			if len(again) != 1 || again[0].Rev <= got[0].Rev {
				t.Fatalf("%s: the second change was lost: %v", name, again)
			}
			must(t, s.ForgetChange(t.Context(), again[0]))
			if left := changed(); len(left) != 0 {
				t.Fatalf("%s: told and still listed: %v", name, left)
			}
		}
	})
}

func TestAnImportThatFailsTellsOfNoChange(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "ada", Login: "ada"}}))
		_ = refused(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "ada", Login: "other"}, {Login: "x"}}), access.CodeInvalid)
		changes, err := s.ChangedPeople(t.Context(), 10)
		must(t, err)
		if len(changes) != 0 {
			t.Errorf("%v", changes)
		}
	})
}

func TestWhoLeftIsListedWithTheMomentUntilItWasTold(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		status := func(status access.PersonStatus, department string) access.PersonChange {
			must(t, s.UpsertPeople(t.Context(), []access.Person{{ID: "ada", Login: "ada", Department: department, Status: status}}))
			changes, err := s.ChangedPeople(t.Context(), 10)
			must(t, err)
			if len(changes) == 0 {
				return access.PersonChange{}
			}
			return changes[0]
		}
		for name, change := range map[string]access.PersonChange{
			"somebody new who is inactive": status(access.Inactive, "IT"),
			"who is active again":          status(access.Active, "IT"),
			"another department":           status(access.Active, "HR"),
		} {
			if !change.LeftAt.IsZero() {
				t.Errorf("%s left at %s", name, change.LeftAt)
			}
		}
		left := status(access.Inactive, "HR")
		if left.LeftAt.Before(precise(noon)) || left.LeftAt.After(noon.Add(time.Minute)) {
			t.Fatalf("left at %s", left.LeftAt)
		}
		for name, again := range map[string]access.PersonChange{
			"changed once more": status(access.Inactive, "IT"),
			"is active again":   status(access.Active, "IT"),
		} {
			if !again.LeftAt.Equal(left.LeftAt) || again.Rev <= left.Rev {
				t.Errorf("%s: %+v, and left as %+v", name, again, left)
			}
		}
		twice := status(access.Inactive, "IT")
		if !twice.LeftAt.After(left.LeftAt) {
			t.Errorf("who left twice left at %s", twice.LeftAt)
		}
		must(t, s.ForgetChange(t.Context(), twice))
		if after := status(access.Inactive, "HR"); !after.LeftAt.IsZero() {
			t.Errorf("it was told, and is listed again as %+v", after)
		}
	})
}
