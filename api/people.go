package api

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// mostFound is how many people one search finds.
const mostFound = 20

// FindPeople finds active people by words of their name, login, department or title.
func (o *operations) FindPeople(ctx context.Context, in gen.FindPeopleRequestObject) (gen.FindPeopleResponseObject, error) {
	people, err := o.records.People(ctx)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(strings.ToLower(in.Params.Query))
	people = slices.DeleteFunc(people, func(person access.Person) bool {
		return person.Status != access.Active || !hasWords(person, words)
	})
	slices.SortStableFunc(people, func(a, b access.Person) int { return cmp.Compare(a.Name, b.Name) })
	answer := gen.FindPeople200JSONResponse{Items: []gen.PersonCard{}}
	for _, person := range people[:min(len(people), mostFound)] {
		card, err := o.person(ctx, person.ID)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, card)
	}
	return answer, nil
}

func hasWords(person access.Person, words []string) bool {
	about := strings.ToLower(strings.Join([]string{person.Name, person.Login, person.Department, person.Title}, " "))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(about, word) })
}
