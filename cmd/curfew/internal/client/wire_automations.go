package client

import (
	"time"

	"github.com/curfewhq/curfew/builder"
)

// Session is who is signed in.
type Session struct {
	Person Person `json:"person"`
}

// Author is who did something to an automation.
type Author struct {
	PersonID string `json:"person_id"`
	Name     string `json:"name"`
}

// Automation is what there is under one name. Latest is nil where nothing was
// published, Draft where there is none to edit, Proposal where none is open.
type Automation struct {
	Name     string        `json:"name"`
	Title    string        `json:"title"`
	State    string        `json:"state"` // draft, published, retired
	Latest   *VersionCard  `json:"latest"`
	Draft    *DraftCard    `json:"draft"`
	Proposal *ProposalCard `json:"proposal"`
}

// VersionCard is a published version without its source.
type VersionCard struct {
	Version int `json:"version"`
}

// DraftCard is a draft without its source.
type DraftCard struct {
	Rev       int64     `json:"rev"`
	Changed   bool      `json:"changed"` // it is not what the latest version is
	UpdatedAt time.Time `json:"updated_at"`
	UpdatedBy Author    `json:"updated_by"`
}

// ProposalCard is what waits for a second admin, without its source.
type ProposalCard struct {
	Hash       string    `json:"hash"` // SHA-256 of the source
	ProposedAt time.Time `json:"proposed_at"`
	ProposedBy Author    `json:"proposed_by"`
}

// Version is a published version.
type Version struct {
	Version VersionCard `json:"version"`
	Source  string      `json:"source"`
}

// Draft is what there is to edit.
type Draft struct {
	Source string `json:"source"`
	Rev    int64  `json:"rev"`
}

// Publication is what became of publishing: "published", "unchanged" or "proposed".
type Publication struct {
	Outcome    string     `json:"outcome"`
	Automation Automation `json:"automation"`
}

// Check is what is wrong with a definition, and the same as YAML where all of it
// can be read.
type Check struct {
	Problems []builder.Problem `json:"problems"`
	YAML     string            `json:"yaml"`
}
