package activities

import (
	"context"
	"errors"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

// AudienceInput says in words who is told of somebody: "manager", a login, or
// "group:NAME".
type AudienceInput struct {
	PersonID string   `json:"person_id"`
	Words    []string `json:"words"`
}

// Audience is who that is at this moment.
type Audience struct {
	People []access.Approver `json:"people,omitempty"` // each once
	// Nobody lists the words that stand for nobody who is active; Admins says that
	// all of them do and that the admins are told instead.
	Nobody []string `json:"nobody,omitempty"`
	Admins bool     `json:"admins,omitempty"`
}

// ChooseAudience finds the people who are told of somebody: active, and not them.
// The manager is the first active one above, as in approvals. A word that cannot be
// read is nobody, so that it keeps nobody else from being told.
func (w *LeaverWork) ChooseAudience(ctx context.Context, in AudienceInput) (Audience, error) {
	audience, err := w.choose(ctx, in)
	return audience, applicationError(err)
}

func (w *LeaverWork) choose(ctx context.Context, in AudienceInput) (audience Audience, err error) {
	var people []access.Approver
	for _, word := range in.Words {
		found, err := w.whoIs(ctx, word, in.PersonID)
		if err != nil {
			return Audience{}, err
		}
		if len(found) == 0 {
			audience.Nobody = append(audience.Nobody, word)
		}
		people = append(people, found...)
	}
	if len(people) == 0 {
		audience.Admins = true
		err = w.Records.EachActivePerson(ctx, func(person access.Person) error {
			if person.Has(access.Admin) && person.ID != in.PersonID {
				people = append(people, access.Approver{PersonID: person.ID, Name: person.Name, Login: person.Login, Via: "admin"})
			}
			return nil
		})
	}
	told := map[string]bool{}
	for _, person := range people {
		if !told[person.PersonID] {
			told[person.PersonID] = true
			audience.People = append(audience.People, person)
		}
	}
	return audience, err
}

func (w *LeaverWork) whoIs(ctx context.Context, word, personID string) ([]access.Approver, error) {
	rule := access.ApproverRule{Person: word}
	if group, is := strings.CutPrefix(word, "group:"); is {
		rule = access.ApproverRule{Group: strings.TrimSpace(group)}
	} else if word == "manager" {
		rule = access.ApproverRule{Manager: "subject"}
	}
	r := resolution{
		work: &RequestWork{Records: w.Records}, named: map[string]bool{personID: true},
		in: ResolveInput{FactsInput: FactsInput{RequesterID: personID, SubjectID: personID}, Everybody: true},
	}
	err := r.resolve(ctx, []access.ApproverRule{rule})
	var refusal *access.Refusal
	if errors.As(err, &refusal) {
		return nil, nil
	}
	return r.found, err
}
