package main

import (
	"context"
	"fmt"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// unpublished looks for what publishing would replace that nobody has published
// yet: a draft, whoever's it is, and what somebody else has proposed. A draft that
// says what the file says is none, nor is one of which I have proposed all.
func (c comparison) unpublished(ctx context.Context, planned *change, there client.Automation) error {
	proposal := there.Proposal
	mine := proposal != nil && proposal.ProposedBy.PersonID == c.me
	if proposal != nil && !mine && !c.force {
		planned.Conflict = proposedBy(proposal) + ". Let it be confirmed or rejected first, or replace it with --force."
		return nil
	}
	if there.Draft == nil || !there.Draft.Changed {
		return nil
	}
	draft, err := c.curfew.Draft(ctx, planned.Name)
	if err != nil {
		return err
	}
	planned.saved = draft.Value.Source == planned.source && draft.Value.Rev == planned.rev
	proposed := mine && builder.Hash([]byte(draft.Value.Source)) == proposal.Hash
	if !planned.saved && !proposed && !c.force {
		planned.Conflict = fmt.Sprintf("There is a draft that is not published, last saved by %s %s. Publish it or throw it away first, or replace it with --force.",
			words.Plain(there.Draft.UpdatedBy.Name), words.Until(there.Draft.UpdatedAt, time.Now()))
	}
	return nil
}

func proposedBy(proposal *client.ProposalCard) string {
	return fmt.Sprintf("%s proposed something else %s", words.Plain(proposal.ProposedBy.Name), words.Until(proposal.ProposedAt, time.Now()))
}

// conflicts refuses all of it where a part is in the way of somebody.
func (r *applyReport) conflicts(dryRun bool) error {
	count := 0
	for _, each := range r.Automations {
		if each.Conflict != "" {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	said := "nothing was changed"
	if dryRun {
		said = "this would be refused"
	}
	return refusal{fmt.Errorf("%s, as it would replace what is not published yet of %s", said, counted(count, "automation"))}
}
