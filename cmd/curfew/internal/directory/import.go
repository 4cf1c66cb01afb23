package directory

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Source lists everybody who is not deactivated. A first error is the last value.
type Source interface {
	People(ctx context.Context) iter.Seq2[access.Person, error]
}

// Records is where people are kept.
type Records interface {
	People(ctx context.Context) ([]access.Person, error)
	UpsertPeople(ctx context.Context, people []access.Person) error
}

// Import writes everybody as the directory has them and returns how many they
// are. Who is not in it any more becomes inactive and is in no group. Nothing is
// written unless the whole directory was read: half of one would lock people out.
// A directory without anybody is taken as a broken one.
func Import(ctx context.Context, source Source, records Records) (count int, err error) {
	var people []access.Person
	listed := map[string]bool{}
	for person, err := range source.People(ctx) {
		if err != nil {
			return 0, fmt.Errorf("the directory cannot be read: %w", err)
		}
		people = append(people, person)
		listed[person.ID] = true
	}
	if len(people) == 0 {
		return 0, errors.New("the directory lists nobody, so nothing was changed")
	}
	count = len(people)
	known, err := records.People(ctx)
	if err != nil {
		return 0, err
	}
	for _, person := range known {
		if !listed[person.ID] && person.Status != access.Inactive {
			person.Status, person.Groups = access.Inactive, nil
			people = append(people, person)
		}
	}
	return count, records.UpsertPeople(ctx, people)
}

// Repeat imports again and again until ctx ends. One that fails is logged, and
// people stay as they were.
func Repeat(ctx context.Context, every time.Duration, source Source, records Records, log *slog.Logger) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		count, err := Import(ctx, source, records)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Warn("people were not imported", "error", err)
		default:
			log.Debug("people were imported", "people", count)
		}
	}
}
