package activities

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

var errAway = errors.New("the database does not answer")

// twins is a company where two people share a login, and where what one leaver held
// is not in the catalogue any more.
type twins struct{ *directory }

func (t twins) PersonByLogin(ctx context.Context, login string) (access.Person, error) {
	if login == "twin" {
		return access.Person{}, access.Refuse(access.CodeConflict, "Two active people have the login %q.", login)
	}
	return t.directory.PersonByLogin(ctx, login)
}

func (t twins) PeopleInGroup(ctx context.Context, group string) ([]access.Person, error) {
	if group == "away" {
		return nil, errAway
	}
	return t.directory.PeopleInGroup(ctx, group)
}

func (twins) Entitlement(_ context.Context, id string) (access.Entitlement, error) {
	if id == "away" {
		return access.Entitlement{}, errAway
	}
	return access.Entitlement{}, access.Refuse(access.CodeNotFound, "There is no %s.", id)
}

func (twins) RequestsSince(context.Context, string, time.Time) ([]access.Request, error) {
	return nil, nil
}

func (twins) LeasesSince(_ context.Context, personID string, _ time.Time) ([]access.Lease, error) {
	entitlement := "removed/thing"
	if personID == "left" {
		entitlement = "away"
	}
	return []access.Lease{{ID: "l", EntitlementID: entitlement, State: access.Open}}, nil
}

func (twins) TellPeople(context.Context, []access.Message, []access.AuditLine) error { return errAway }

func TestEveryWordStandsForPeopleWhoAreActiveOrForNobody(t *testing.T) {
	people := twins{company()}
	vera := people.people["vera"]
	vera.Roles = []access.Role{access.Admin}
	people.people["vera"] = vera
	work := &LeaverWork{Records: people, Leavers: people}
	for word, want := range map[string][]string{
		"manager":        {"mara"},
		"olaf":           {"olaf"},
		"group:oncall":   {"ada", "mara", "olaf"},
		"group: oncall ": {"ada", "mara", "olaf"},
		"gone":           {"vera"},
		"twin":           {"vera"},
		"group:nobody":   {"vera"},
	} {
		audience, err := work.ChooseAudience(t.Context(), AudienceInput{PersonID: "left", Words: []string{word}})
		var ids []string
		for _, person := range audience.People {
			ids = append(ids, person.PersonID)
		}
		if err != nil || !slices.Equal(ids, want) || audience.Admins != (want[0] == "vera") || audience.Admins != (len(audience.Nobody) == 1) {
			t.Errorf("%s: %+v, %v", word, audience, err)
		}
	}
	back := AudienceInput{PersonID: "mara", Words: []string{"mara", "group:oncall"}}
	if audience, err := work.ChooseAudience(t.Context(), back); err != nil || len(audience.People) != 2 || !slices.Equal(audience.Nobody, []string{"mara"}) {
		t.Errorf("who is active again is told of themselves: %+v, %v", audience, err)
	}
	if _, err := work.ChooseAudience(t.Context(), AudienceInput{PersonID: "left", Words: []string{"olaf", "group:away"}}); !errors.Is(err, errAway) {
		t.Errorf("who could not be read was left out: %v", err)
	}
}

func TestWhatALeaverHeldIsReadAlsoWhereItIsNotInTheCatalogueAnyMore(t *testing.T) {
	work := &LeaverWork{Records: twins{company()}, Leavers: twins{company()}}
	state, err := work.ReadLeaver(t.Context(), LeaverInput{PersonID: "gone", LeftAt: noon})
	if err != nil || state.Name != "Gone" || state.Active || len(state.Items) != 1 || state.Items[0].Label != "removed/thing" {
		t.Errorf("%+v, %v", state, err)
	}
	if _, err := work.ReadLeaver(t.Context(), LeaverInput{PersonID: "left", LeftAt: noon}); !errors.Is(err, errAway) {
		t.Errorf("what could not be read was called by its id: %v", err)
	}
}
