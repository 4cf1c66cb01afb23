package oktasim

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestPeopleHaveTheSameIDInEveryRunAndRelease(t *testing.T) {
	if got := UserID(LoginAdaLindqvist); got != "00ux8nZN4BYQplxba9aq" {
		t.Fatalf("Ada's id is %s now; what was seeded with the old one does not find her", got)
	}
}

func TestEverybodyHasAManagerWhoIsThereAndOneIsAtTheTop(t *testing.T) {
	byLogin := map[string]SeedUser{}
	for _, person := range Company().Users {
		byLogin[person.Profile["login"].(string)] = person
	}
	tops := 0
	for login, person := range byLogin {
		manager, has := person.Profile["managerId"].(string)
		if !has {
			tops++
			continue
		}
		if boss, there := byLogin[manager]; !there || boss.Profile["displayName"] != person.Profile["manager"] {
			t.Errorf("%s has the manager %s, %v", login, manager, person.Profile["manager"])
		}
	}
	if tops != 1 || len(byLogin) != 26 {
		t.Errorf("%d people, %d at the top", len(byLogin), tops)
	}
}

func TestTheCompanysDataIsInOrder(t *testing.T) {
	sim, err := New(Options{Seed: Company()})
	if err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`^(00u|00g|0pr|0oa)[0-9A-Za-z]{17}$`)
	for _, ids := range [][]string{keys(sim.state.Users), keys(sim.state.Groups), keys(sim.state.Rules), keys(sim.state.Apps)} {
		for _, one := range ids {
			if !id.MatchString(one) {
				t.Errorf("%s is not an id as Okta's", one)
			}
		}
	}
	departments := map[string]int{}
	for _, u := range sim.state.Users {
		departments[u.text("department")]++
		if _, err := time.LoadLocation(u.text("timezone")); err != nil || !strings.HasSuffix(u.text("login"), "@brightwater.example") {
			t.Errorf("%s: %v", u.text("login"), err)
		}
	}
	for department, group := range map[string]string{
		"Engineering": GroupEngineering, "Product": GroupProduct, "Sales": GroupSales, "Finance": GroupFinance, "IT": GroupIT,
	} {
		if members := len(sim.state.Groups[group].Members); members == 0 || members != departments[department] {
			t.Errorf("%s has %d people and its group %d", department, departments[department], members)
		}
	}
}

func TestASeedThatNamesSomebodyWhoIsNotThereIsRefused(t *testing.T) {
	for _, seed := range []Seed{
		{Users: []SeedUser{{Profile: map[string]any{}}}},
		{Groups: []SeedGroup{{ID: "00g1", Members: []string{"nobody"}}}},
		{Apps: []SeedApp{{ID: "0oa1", Users: map[string]map[string]any{"nobody": nil}}}},
		{Apps: []SeedApp{{ID: "0oa1", Groups: map[string]map[string]any{"00g1": nil}}}},
	} {
		if _, err := New(Options{Seed: seed}); err == nil {
			t.Errorf("%+v was taken", seed)
		}
	}
}

func keys[V any](from map[string]V) []string {
	var all []string
	for key := range from {
		all = append(all, key)
	}
	return all
}
