package builder

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Published is one immutable version of an automation: what was drawn and what it
// compiled to. A published version never changes; publishing again makes the next.
type Published struct {
	Name         string
	Title        string
	Version      int
	Definition   []byte // as it was drawn, YAML
	Plan         []byte // canonical bytes, see Plan.Encode
	PlanHash     string
	Comment      string // what changed and why; empty for seeds
	RestoredFrom int    // the version it was made from with nothing changed; 0 for none
	PublishedBy  string // a person's id, or access.System for seeds
	ConfirmedBy  string // the second admin, where one was needed
	PublishedAt  time.Time
}

// Draft is what an admin works on: one for each automation, wrong in any way it
// likes. Rev names the state that was read, so that of two people who edit it the
// second one is told.
type Draft struct {
	Name         string
	Title        string // empty where it cannot be read
	Source       []byte // as it was written
	Rev          int64  // rises with each save, for as long as the name is used; 0 is none
	BasedOn      int    // the latest version when it was begun or published; 0 for none
	RestoredFrom int    // the version it is word for word; 0 for none
	UpdatedBy    string
	UpdatedAt    time.Time
}

// Stale is the no to whoever read another rev of the draft than this one; by is the
// name of who saved it.
func (d Draft) Stale(by string) *access.Refusal {
	if d.Rev == 0 {
		return access.Refuse(access.CodeConflict, "There is no draft any more: it was thrown away after you read it. Read again what there is.").At("rev")
	}
	return access.Refuse(access.CodeConflict, "%s saved this draft at %s, and you have read an earlier one. Look at what is there now before you go on.",
		by, d.UpdatedAt.UTC().Format("2006-01-02 15:04:05 UTC")).At("rev")
}

// Proposal is a draft that would be published if a second admin said so: exactly
// its bytes, whatever becomes of the draft.
type Proposal struct {
	Name         string
	Title        string
	Source       []byte
	Hash         string // of the source, see Hash
	Comment      string
	BasedOn      int
	RestoredFrom int
	ProposedBy   string
	ProposedAt   time.Time
}

// Other is the no to whoever looked at another proposal than this one.
func (Proposal) Other() *access.Refusal {
	return access.Refuse(access.CodeConflict, "Another proposal is open than the one you looked at. Look at it before you decide.").At("hash")
}

// Retirement says that nobody may ask by an automation any more. What runs is not
// touched by it.
type Retirement struct {
	By      string
	Comment string
	At      time.Time // the zero time where it is not retired
}

// Automation is what there is under one name, without the documents themselves.
type Automation struct {
	Name     string
	Latest   Published // Version 0 where nothing was ever published
	Draft    Draft     // Rev 0 where there is none
	Changed  bool      // there is a draft and it is not what the latest version is
	Proposal Proposal  // no Hash where none is open
	Retired  Retirement
}

// Publication is what became of publishing.
type Publication struct {
	Version     int    // the latest now; 0 where nothing was ever published
	Made        bool   // it is new
	BroughtBack bool   // the automation was retired
	Proposed    string // the hash of the proposal that was opened instead
	Closed      string // the hash of the proposal that this closed without confirming it
}
