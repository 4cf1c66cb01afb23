package activities

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// LateWork tells people of ends that are not confirmed in time, for owners that do so
// themselves: those of schema 3 and before. For others the worker does, from the ledger.
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

// TellLate tells the entitlement's owner, every active admin and those whom the house
// names, each once for each mark, and answers which hooks are to be told. Somebody who
// cannot be found keeps nobody else from being told.
func (w *LateWork) TellLate(ctx context.Context, in LateInput) (LateTold, error) {
	people, err := NewLateAudience(w.Records, w.Tell).Of(ctx, in.EntitlementID, in.PersonID)
	if err != nil {
		return LateTold{}, applicationError(err)
	}
	var messages []access.Message
	var names []string
	for _, person := range people {
		names = append(names, person.Name)
		messages = append(messages, access.Message{
			ID: in.About(person.PersonID), PersonID: person.PersonID, RequestID: in.RequestID,
			About: access.AboutLate, Text: in.Text, At: in.At,
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
