package emergency

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/store"
)

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// scene is a real record, one outside system, and a clock that moves when somebody waits.
type scene struct {
	*store.Store
	t       *testing.T
	mu      sync.Mutex
	now     time.Time
	held    map[access.Key]map[string]string
	answers []error // of the next calls that change something; nil works
	onWait  func(until time.Time) error
	waits   []time.Time
	changes []string
	down    error // of every write of a key
	runs    int
	noLook  bool
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{t: t, now: noon, held: map[access.Key]map[string]string{}}
	record, err := store.Open(t.Context(), store.Config{Driver: store.SQLite, Path: filepath.Join(t.TempDir(), "record.db"), Clock: s.clock})
	s.must(err)
	t.Cleanup(func() { _ = record.Close() })
	s.Store = record
	s.must(record.Migrate(t.Context()))
	s.must(record.UpsertPeople(t.Context(), []access.Person{
		{ID: "p-ada", Login: "ada", Name: "Ada", Status: access.Active}, {ID: "p-mara", Login: "mara", Name: "Mara", Status: access.Active},
	}))
	s.must(record.SetRoles(t.Context(), "p-mara", []access.Role{access.Admin}))
	s.must(record.UpsertEntitlements(t.Context(), []access.App{{ID: "jira", Title: "Jira"}}, []access.Entitlement{{
		ID: "jira/user", AppID: "jira", Title: "User", Target: access.Target{Connector: "okta", Resource: "group/jira"},
	}}))
	return s
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// opened is a lease that the ledger and the outside system have as open since an hour.
func (s *scene) opened(id, resource string, before access.Holding, wants ...access.Attribute) access.Lease {
	s.t.Helper()
	lease := access.Lease{
		ID: id, RequestID: "of-" + id, PersonID: "p-ada", EntitlementID: "jira/user", Label: "Jira / User for Ada (" + id + ")",
		Key: access.Key{Connector: "okta", Subject: "ada", Resource: resource}, Attributes: wants,
		From: noon.Add(-time.Hour), GiveUp: noon, Duration: 4 * time.Hour, HardEnd: noon.Add(5 * time.Hour), State: access.Opening,
	}.Confirmed(noon.Add(-time.Hour))
	there, err := s.LoadKey(s.t.Context(), lease.Key)
	s.must(err)
	leases := append(there.Leases, lease)
	applied := access.Merge(before, leases, noon)
	s.must(s.written(access.KeySnapshot{Record: access.KeyRecord{
		Key: lease.Key, Seq: there.Seq + 1, Baseline: &before, Applied: &applied, Leases: leases,
	}}))
	s.held[lease.Key] = applied.Attributes
	if s.held[lease.Key] == nil {
		s.held[lease.Key] = map[string]string{}
	}
	return lease
}

// SaveKey fails while the record is down.
func (s *scene) SaveKey(ctx context.Context, snapshot access.KeySnapshot) (access.KeySaved, error) {
	if s.down != nil {
		return access.KeySaved{}, s.down
	}
	return s.Store.SaveKey(ctx, snapshot)
}

func (s *scene) written(snapshot access.KeySnapshot) error {
	_, err := s.SaveKey(s.t.Context(), snapshot)
	return err
}

func (s *scene) wait(_ context.Context, until time.Time) error {
	s.waits = append(s.waits, until)
	if s.onWait != nil {
		if err := s.onWait(until); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = until
	return nil
}

// plan is what ending everything of somebody would be.
func (s *scene) plan(scope access.KillScope, ref string) Plan {
	s.t.Helper()
	plan, err := Prepare(s.t.Context(), s, Wanted{ID: fmt.Sprintf("k-%d", s.runs), Scope: scope, Ref: ref, Reason: "Stolen laptop.", By: "mara"}, s.clock())
	s.must(err)
	return plan
}

// ends ends everything of Ada.
func (s *scene) ends() Report {
	s.t.Helper()
	return s.carriesOut(s.plan(access.KillPerson, "ada"))
}

func (s *scene) carriesOut(plan Plan) Report {
	s.t.Helper()
	s.runs++
	ending := Ending{
		Record: s, Providers: map[string]integrations.Provider{"okta": s}, Attempts: fmt.Sprintf("run-%d", s.runs),
		AtOnce: 2, Patience: 10 * time.Minute, NoLook: s.noLook, Clock: s.clock, Wait: s.wait,
	}
	report, err := ending.Run(s.t.Context(), plan)
	s.must(err)
	return report
}

func (s *scene) lease(id string) access.Lease {
	s.t.Helper()
	view, err := s.Lease(s.t.Context(), id)
	s.must(err)
	return view.Lease
}

// next is the next answer to a change.
func (s *scene) next(do string, key access.Key) error {
	s.changes = append(s.changes, do+" "+key.Resource)
	if len(s.answers) == 0 {
		return nil
	}
	answer := s.answers[0]
	s.answers = s.answers[1:]
	return answer
}

func (s *scene) ReadBack(_ context.Context, key access.Key, names []string) (access.Holding, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.read(key, names), nil
}

func (s *scene) read(key access.Key, names []string) access.Holding {
	held, present := s.held[key]
	holding := access.Holding{Present: present, Attributes: map[string]string{}}
	for _, name := range names {
		holding.Attributes[name] = held[name]
	}
	return holding
}

func (s *scene) Provision(_ context.Context, key access.Key, want access.Holding) (access.Holding, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.next("write", key); err != nil {
		return access.Holding{}, err
	}
	if _, present := s.held[key]; !present {
		return access.Holding{}, errors.New("given although nothing was there")
	}
	s.held[key] = want.Attributes
	return want, nil
}

func (s *scene) Deprovision(_ context.Context, key access.Key) (integrations.Removal, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.next("take", key); err != nil {
		return integrations.Removal{}, err
	}
	delete(s.held, key)
	return integrations.Removal{}, nil
}

func (s *scene) Check(context.Context) error { return nil }
