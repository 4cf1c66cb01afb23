package directory_test

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/directory"
	"github.com/curfewhq/curfew/internal/access"
)

type listing struct {
	people []access.Person
	err    error
}

func (l listing) People(context.Context) iter.Seq2[access.Person, error] {
	return func(yield func(access.Person, error) bool) {
		for _, person := range l.people {
			if !yield(person, nil) {
				return
			}
		}
		if l.err != nil {
			yield(access.Person{}, l.err)
		}
	}
}

type records struct {
	mu     sync.Mutex
	people map[string]access.Person
	writes int
}

func (r *records) People(context.Context) ([]access.Person, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []access.Person
	for _, person := range r.people {
		list = append(list, person)
	}
	return list, nil
}

func (r *records) UpsertPeople(_ context.Context, people []access.Person) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.writes++
	for _, person := range people {
		r.people[person.ID] = person
	}
	return nil
}

func person(id string, groups ...string) access.Person {
	return access.Person{ID: id, Status: access.Active, Groups: groups}
}

func holding(people ...access.Person) *records {
	r := &records{people: map[string]access.Person{}}
	for _, p := range people {
		r.people[p.ID] = p
	}
	return r
}

func TestImportChangesNothing(t *testing.T) {
	for name, source := range map[string]listing{
		"when the directory breaks off": {people: []access.Person{person("b")}, err: errors.New("gone")},
		"when it lists nobody":          {},
	} {
		t.Run(name, func(t *testing.T) {
			kept := holding(person("a", "staff"))
			if _, err := directory.Import(t.Context(), source, kept); err == nil {
				t.Error("no error")
			}
			if kept.writes != 0 {
				t.Error("something was written")
			}
		})
	}
}

func TestImport(t *testing.T) {
	kept := holding(person("left", "staff"), person("stays"))
	count, err := directory.Import(t.Context(), listing{people: []access.Person{person("stays", "staff"), person("new")}}, kept)
	if err != nil || count != 2 {
		t.Fatalf("%d people, %v", count, err)
	}
	if left := kept.people["left"]; left.Status != access.Inactive || len(left.Groups) != 0 {
		t.Errorf("who left is %+v", left)
	}
	if stays := kept.people["stays"]; stays.Status != access.Active || !slices.Equal(stays.Groups, []string{"staff"}) {
		t.Errorf("who stays is %+v", stays)
	}
	if kept.people["new"].Status != access.Active {
		t.Error("who is new is missing")
	}
}

func TestRepeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		kept := holding()
		done := make(chan struct{})
		go func() {
			defer close(done)
			directory.Repeat(ctx, time.Minute, listing{people: []access.Person{person("a")}}, kept, slog.New(slog.DiscardHandler))
		}()
		time.Sleep(3*time.Minute + time.Second)
		cancel()
		<-done
		if kept.writes != 3 {
			t.Errorf("%d imports in three minutes", kept.writes)
		}
	})
}
