package main

import (
	"encoding/json"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

// stricken is a database and an Okta without a server or a Temporal: Ada is in one
// group by a lease.
type stricken struct {
	t       *testing.T
	sim     *oktasim.Sim
	record  *store.Store
	ada     string
	environ []string
}

func strike(t *testing.T) *stricken {
	t.Helper()
	ada := oktasim.SeedUser{ID: "00uada", Profile: map[string]any{"login": "ada@x.example", "email": "ada@x.example", "firstName": "Ada", "lastName": "L"}}
	sim, err := oktasim.New(oktasim.Options{Token: "t", Seed: oktasim.Seed{
		Users: []oktasim.SeedUser{ada}, Groups: []oktasim.SeedGroup{{ID: "00gjira", Name: "jira", Members: []string{"ada@x.example"}}},
	}})
	must(t, err)
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	path := filepath.Join(t.TempDir(), "curfew.db")
	record, err := store.Open(t.Context(), store.Config{Driver: store.SQLite, Path: path})
	must(t, err)
	t.Cleanup(func() { _ = record.Close() })
	must(t, record.Migrate(t.Context()))
	must(t, record.UpsertPeople(t.Context(), []access.Person{
		{ID: ada.ID, Login: "ada@x.example", Name: "Ada", Status: access.Active}, {ID: "00usofia", Login: "sofia@x.example", Name: "Sofia", Status: access.Active},
	}))
	must(t, record.SetRoles(t.Context(), "00usofia", []access.Role{access.Admin}))
	lease := access.Lease{
		ID: "l-1", RequestID: "r-1", PersonID: ada.ID, EntitlementID: "jira/user", Label: "Jira / User for Ada",
		Key:  access.Key{Connector: "okta", Subject: ada.ID, Resource: "group/00gjira"},
		From: time.Now().Add(-time.Hour), GiveUp: time.Now(), Duration: 4 * time.Hour, HardEnd: time.Now().Add(5 * time.Hour), State: access.Opening,
	}.Confirmed(time.Now().Add(-time.Hour))
	_, err = record.SaveKey(t.Context(), access.KeySnapshot{Record: access.KeyRecord{
		Key: lease.Key, Seq: 1, Baseline: &access.Holding{}, Applied: &access.Holding{Present: true}, Leases: []access.Lease{lease},
	}})
	must(t, err)
	return &stricken{t: t, sim: sim, record: record, ada: ada.ID, environ: []string{
		"CURFEW_DATABASE_PATH=" + path, "CURFEW_OKTA_ORG_URL=" + server.URL, "CURFEW_OKTA_API_TOKEN=t", "CURFEW_TEMPORAL_ADDRESS=" + deadAddress(t),
	}}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ends is what comes of it at a terminal where somebody types that.
func (s *stricken) ends(says string, more ...string) said {
	s.t.Helper()
	args := append([]string{"emergency", "end", "--no-look", "--as", "sofia@x.example", "--reason", "Stolen laptop."}, more...)
	return typedInto(s.t, strings.NewReader(says), true, s.environ, args...)
}

func TestAnEmergencyEndsWhatIsHeldWithoutAServerOnceSomebodyAgreed(t *testing.T) {
	s := strike(t)
	got := s.ends("no\n", "--person", "ada@x.example")
	if got.code != exitRefused || !strings.Contains(got.err, "1 held by 1 people, and 0 requests") || !s.sim.Member("00gjira", s.ada) {
		t.Fatalf("%+v", got)
	}
	if standing, err := s.record.StandingKillSwitches(t.Context()); err != nil || len(standing) > 0 {
		t.Fatalf("%v, %v", standing, err)
	}
	got = s.ends("yes\n", "--person", "ada@x.example")
	if got.code != exitOK || s.sim.Member("00gjira", s.ada) || !strings.Contains(got.err, "1 of 1: Jira / User for Ada is gone, confirmed by reading back.") {
		t.Errorf("%+v", got)
	}
	for _, says := range []string{"Ends everything that Ada holds: Stolen laptop.", "1 of 1 confirmed.", "curfew kill-switch lift"} {
		if !strings.Contains(got.out, says) {
			t.Errorf("%q does not say %q", got.out, says)
		}
	}
	again := s.ends("yes\n", "--person", "ada@x.example", "--yes", "--json")
	var answer emergencyReport
	must(t, json.Unmarshal([]byte(again.out), &answer))
	if again.code != exitOK || !answer.Done || len(answer.Leases) != 1 || !strings.Contains(got.out, answer.KillSwitch) {
		t.Errorf("called again: %+v", again)
	}
}

func TestAnEmergencyThatCannotConfirmFailsAndSaysWhatIsMissing(t *testing.T) {
	s := strike(t)
	s.environ = append(s.environ, "CURFEW_OKTA_API_TOKEN=wrong")
	got := s.ends("", "--connector", "okta", "--yes")
	if got.code != exitFailure || !strings.Contains(got.out, "0 of 1 confirmed.") || !strings.Contains(got.out, "l-1") || !strings.Contains(got.out, "API token") {
		t.Errorf("%+v", got)
	}
	lease, err := s.record.Lease(t.Context(), "l-1")
	must(t, err)
	if lease.State != access.Ending {
		t.Errorf("%+v", lease)
	}
}

func TestAnEmergencyWithoutARecordSaysWhatCanBeDoneByHand(t *testing.T) {
	s := strike(t)
	s.environ = append(s.environ, "CURFEW_DATABASE_PATH="+filepath.Join(t.TempDir(), "no", "curfew.db"))
	got := s.ends("", "--person", "ada@x.example", "--yes")
	if got.code != exitUnreachable || !strings.Contains(got.err, "CURFEW_DATABASE_PATH") || !strings.Contains(got.err, "By hand:") || !s.sim.Member("00gjira", s.ada) {
		t.Errorf("%+v", got)
	}
}

func TestAnEmergencyRefusesWhoMayNotAndWhatNobodyKnows(t *testing.T) {
	s := strike(t)
	for says, args := range map[string][]string{
		"no active admin":        {"--as", "ada@x.example", "--person", "ada@x.example"},
		"nobody with the login":  {"--as", "zoe@x.example", "--person", "ada@x.example"},
		`no person "zoe"`:        {"--person", "zoe"},
		`no connector "nowhere"`: {"--connector", "nowhere"},
	} {
		if got := s.ends("", append(args, "--yes")...); got.code != exitRefused || !strings.Contains(got.err, says) {
			t.Errorf("%s: %+v", says, got)
		}
	}
	if !s.sim.Member("00gjira", s.ada) {
		t.Error("it was taken away")
	}
}
