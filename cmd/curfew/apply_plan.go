package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

// What apply does about an automation.
const (
	doPublish   = "new"        // nothing was published under the name
	doChange    = "changed"    // the latest version says something else
	doBringBack = "bring_back" // it is what the file says, and retired
	doRetire    = "retire"     // no file describes it
	doNothing   = "unchanged"  // it is what the file says
	doWait      = "proposed"   // what the file says waits for a second admin already
)

// change is what is to be done about one automation, and what became of it.
type change struct {
	Name   string `json:"name"`
	File   string `json:"file,omitempty"`
	Action string `json:"action"`
	// Latest is the version that it is compared with.
	Latest      int                  `json:"latest,omitempty"`
	Retired     bool                 `json:"retired,omitempty"` // so far; publishing brings it back
	Differences []builder.Difference `json:"differences,omitempty"`
	// Conflict is a sentence: what of somebody else's it would replace.
	Conflict string `json:"conflict,omitempty"`
	// Outcome is empty until it is done: published, proposed, unchanged, brought_back,
	// retired or failed.
	Outcome string `json:"outcome,omitempty"`
	Version int    `json:"version,omitempty"` // that was published

	source string // as it is saved
	rev    int64  // of the draft that is replaced
	saved  bool   // the draft is that already
}

func (c *change) toDo() bool { return c.Action != doNothing && c.Action != doWait }

func (r *applyReport) toDo() int {
	count := 0
	for _, each := range r.Automations {
		if each.toDo() {
			count++
		}
	}
	return count
}

// plan compares the files with what is published. It changes nothing.
func (r *applyReport) plan(ctx context.Context, curfew *client.Client, wanted *application) error {
	me, err := curfew.Me(ctx)
	if err != nil {
		return err
	}
	there, err := curfew.Automations(ctx)
	if err != nil {
		return err
	}
	known := map[string]client.Automation{}
	for _, each := range there.Value.Items {
		known[each.Name] = each
	}
	compare := comparison{curfew, me.Value.Person.ID, wanted.force}
	for _, file := range r.Check.Files {
		planned, err := compare.file(ctx, file, known[file.Automation])
		if err != nil {
			return err
		}
		r.Automations = append(r.Automations, planned)
	}
	for _, each := range there.Value.Items {
		described := slices.ContainsFunc(r.Automations, func(c *change) bool { return c.Name == each.Name })
		if described || each.State != "published" {
			continue
		}
		r.WithoutFile = append(r.WithoutFile, each.Name)
		if wanted.prune {
			r.Automations = append(r.Automations, compare.retirement(each))
		}
	}
	return nil
}

// comparison holds files against the server.
type comparison struct {
	curfew *client.Client
	me     string // a person's id
	force  bool
}

func (c comparison) file(ctx context.Context, file *checkedFile, there client.Automation) (*change, error) {
	source, err := savedForm(file)
	if err != nil {
		return nil, err
	}
	planned := &change{Name: file.Automation, File: file.File, Action: doPublish, source: source, Retired: there.State == "retired"}
	if there.Draft != nil {
		planned.rev = there.Draft.Rev
	}
	if there.Latest != nil {
		planned.Latest = there.Latest.Version
		latest, err := c.curfew.Version(ctx, planned.Name, planned.Latest)
		if err != nil {
			return nil, err
		}
		planned.compareWith(latest.Value.Source, file.def)
	}
	if !planned.publishes() {
		return planned, nil
	}
	if there.Proposal != nil && there.Proposal.Hash == builder.Hash([]byte(source)) {
		planned.Action = doWait
		return planned, nil
	}
	return planned, c.unpublished(ctx, planned, there)
}

// savedForm is the file as a draft keeps it: YAML word for word, JSON as YAML.
func savedForm(file *checkedFile) (string, error) {
	if file.source.Format == document.YAML {
		return string(file.source.Text), nil
	}
	encoded, err := builder.EncodeYAML(file.def)
	return string(encoded), err
}

func (c *change) publishes() bool { return c.Action == doPublish || c.Action == doChange }

// compareWith tells how the file differs from the latest version.
func (c *change) compareWith(latest string, def builder.Definition) {
	switch {
	case c.source != latest:
		c.Action = doChange
		before, _ := builder.ParseYAML([]byte(latest)) // it was published, so it can be read
		c.Differences = differences(before, def)
	case c.Retired:
		c.Action = doBringBack
	default:
		c.Action = doNothing
	}
}

// retirement is that of an automation that no file describes.
func (c comparison) retirement(there client.Automation) *change {
	planned := &change{Name: there.Name, Action: doRetire, Latest: there.Latest.Version}
	if there.Proposal != nil && there.Proposal.ProposedBy.PersonID != c.me && !c.force {
		planned.Conflict = fmt.Sprintf("%s, and retiring it would close that. --force retires it all the same.", proposedBy(there.Proposal))
	}
	return planned
}
