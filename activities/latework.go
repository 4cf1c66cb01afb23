package activities

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// LateWork tells people of ends that are not confirmed in time.
type LateWork struct {
	Records Records
	Leavers Leavers
	// Tell are words for who hears of it besides the entitlement's owner and the
	// admins, as in AudienceInput; Hooks are told as well, by their names.
	Tell, Hooks []string
}

// LateInput is an end that is not confirmed so long after it was due.
type LateInput struct {
	LeaseID       string        `json:"lease_id"`
	RequestID     string        `json:"request_id,omitempty"`
	PersonID      string        `json:"person_id"`
	EntitlementID string        `json:"entitlement_id"`
	Mark          time.Duration `json:"mark"`
	At            time.Time     `json:"at"`
	Text          string        `json:"text"`
}

// About names what is told of it to one reader; the same in every attempt.
func (in LateInput) About(reader string) string {
	return fmt.Sprintf("late/%s/%d/%s", in.LeaseID, in.Mark/time.Minute, reader)
}

// LateTold is who hears of it: people were told, hooks are still to be.
type LateTold struct {
	Hooks []string `json:"hooks,omitempty"`
}

// AboutLate is what messages and hooks call an end that is late.
const AboutLate = "access_end_delayed"

// TellLate tells the entitlement's owner, every active admin and those whom the house
// names, each once for each mark, and answers which hooks are to be told. Somebody who
// cannot be found keeps nobody else from being told.
func (w *LateWork) TellLate(ctx context.Context, in LateInput) (LateTold, error) {
	people, err := w.people(ctx, in)
	if err != nil {
		return LateTold{}, applicationError(err)
	}
	var messages []access.Message
	var names []string
	told := map[string]bool{}
	for _, person := range people {
		if told[person.PersonID] {
			continue
		}
		told[person.PersonID] = true
		names = append(names, person.Name)
		messages = append(messages, access.Message{
			ID: in.About(person.PersonID), PersonID: person.PersonID, RequestID: in.RequestID,
			About: AboutLate, Text: in.Text, At: in.At,
		})
	}
	line := access.AuditLine{
		ID: in.About("told"), At: in.At, Actor: access.System, Action: "access.late_told",
		Object: "lease/" + in.LeaseID, RequestID: in.RequestID, Detail: in.Text + " Told: " + strings.Join(names, ", ") + ".",
	}
	if len(names) == 0 {
		line.Detail = in.Text + " There is nobody who could be told."
	}
	err = w.Leavers.TellPeople(ctx, messages, []access.AuditLine{line})
	return LateTold{Hooks: w.Hooks}, applicationError(err)
}

func (w *LateWork) people(ctx context.Context, in LateInput) ([]access.Approver, error) {
	var people []access.Approver
	entitlement, err := w.Records.Entitlement(ctx, in.EntitlementID)
	if ignoreMissing(err) != nil {
		return nil, err
	}
	leavers := &LeaverWork{Records: w.Records}
	if entitlement.OwnerID != "" {
		owner, err := w.Records.Person(ctx, entitlement.OwnerID)
		switch {
		case ignoreMissing(err) != nil:
			return nil, err
		case err == nil && owner.Status == access.Active:
			people = append(people, named(owner))
		}
	}
	for _, word := range w.Tell {
		found, err := leavers.whoIs(ctx, word, in.PersonID)
		if err != nil {
			return nil, err
		}
		people = append(people, found...)
	}
	err = w.Records.EachActivePerson(ctx, func(person access.Person) error {
		if person.Has(access.Admin) {
			people = append(people, named(person))
		}
		return nil
	})
	return people, err
}

func named(person access.Person) access.Approver {
	return access.Approver{PersonID: person.ID, Name: person.Name, Login: person.Login}
}
