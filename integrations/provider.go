package integrations

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Provider is one configured outside system that can hold entitlements.
//
// Every method is idempotent, safe for concurrent use, honours the context's
// deadline, never retries by itself and never waits for a rate limit: it answers
// with one of this package's errors and the caller decides. An error that is none
// of them is taken as an Unknown outcome.
//
// A provider whose system allows only so many calls uses no more of them than the
// context's Urgency may; see Urgency.Reserve. Deprovision is Ending, whatever the
// context says.
//
// For one key there is never more than one call under way, but for reading back.
type Provider interface {
	// ReadBack says what the subject holds of the key's resource right now, read
	// by id and past every cache. The answer's Attributes hold exactly the asked
	// names, "" where unset; what its Managed is told from may be seconds old. A
	// resource or subject that does not exist is *Gone.
	ReadBack(ctx context.Context, key access.Key, attributes []string) (access.Holding, error)

	// Provision makes the key's subject hold want (want.Present is true) and
	// returns what reading back showed, which satisfies want. Attributes that
	// want does not name stay as they are. Calling it again with the same want
	// changes nothing.
	Provision(ctx context.Context, key access.Key, want access.Holding) (access.Holding, error)

	// Deprovision takes the key's resource from the subject and returns what
	// reading back showed, which is absent. A subject or resource that was
	// confirmed to be gone counts as taken away: the answer then names what was
	// missing in Evidence. Calling it again changes nothing.
	Deprovision(ctx context.Context, key access.Key) (Removal, error)

	// Check says whether the connector could work: reachable, credentials
	// accepted, permissions sufficient. Its error is a sentence for an operator
	// that names what is wrong and how to mend it.
	Check(ctx context.Context) error
}

// Removal is a confirmed end.
type Removal struct {
	// Holding is what was read back; never Present.
	Holding access.Holding `json:"holding"`
	// Evidence says why there is nothing to hold any more where that was not our
	// doing: "subject absent", "resource absent". Empty in the ordinary case.
	Evidence string `json:"evidence,omitempty"`
}
