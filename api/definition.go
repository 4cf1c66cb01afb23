package api

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// reading is a definition and everything that is wrong with it.
type reading struct {
	def      builder.Definition
	problems []builder.Problem
	whole    bool // nothing of the document was lost in reading it
}

// examine reads a definition and checks it against the catalogue and the directory
// as they are. Where a name is given it has to be the definition's.
func (o *operations) examine(ctx context.Context, parse func([]byte) (builder.Definition, []builder.Problem), source []byte, name string) (reading, error) {
	r := reading{}
	r.def, r.problems = parse(source)
	r.whole = len(r.problems) == 0
	if slices.ContainsFunc(r.problems, func(p builder.Problem) bool { return p.Code == builder.CodeUnreadable }) {
		return r, nil
	}
	if name != "" && r.def.Name != name {
		r.problems = append(r.problems, builder.Problem{
			Code: builder.CodeName, Severity: builder.Error, Field: "name",
			Message: fmt.Sprintf("The name is %q, and this is the automation %q. Write name: %s.", shorten(r.def.Name), name, name),
		})
	}
	people, err := o.records.People(ctx)
	if err != nil {
		return r, err
	}
	entitlements, err := o.records.Entitlements(ctx)
	if err != nil {
		return r, err
	}
	world := builder.WorldOf(people, entitlements)
	world.Facts, world.Hooks = o.options.Facts, o.options.Hooks
	world.Seen, world.Rate = builder.SeenBy(r.def, people, world), o.options.pace()
	r.problems = append(r.problems, builder.Check(r.def, world)...)
	return r, nil
}

// document is the definition as JSON, nil where it could not be read as a whole.
func (r reading) document() (map[string]any, error) {
	if !r.whole {
		return nil, nil
	}
	text, err := builder.EncodeJSON(r.def)
	if err != nil {
		return nil, err
	}
	var document map[string]any
	err = json.Unmarshal(text, &document)
	return document, err
}

// unproved is the refusal of a definition, with everything that is wrong with it.
type unproved struct {
	refusal  *access.Refusal
	problems []builder.Problem
}

func (u *unproved) Error() string { return u.refusal.Message }

func (u *unproved) Unwrap() error { return u.refusal }

// prove compiles a definition for publication, or refuses it with its problems.
func (o *operations) prove(ctx context.Context, name string, source []byte) (builder.Published, builder.Plan, reading, error) {
	r, err := o.examine(ctx, builder.ParseYAML, source, name)
	if err != nil {
		return builder.Published{}, builder.Plan{}, r, err
	}
	if first := slices.IndexFunc(r.problems, func(p builder.Problem) bool { return p.Severity == builder.Error }); first >= 0 {
		refusal := access.Refuse(access.CodeInvalid, "This cannot be published: %s", r.problems[first].Message).At("source")
		return builder.Published{}, builder.Plan{}, r, &unproved{refusal, r.problems}
	}
	plan, err := builder.Compile(r.def)
	if err != nil {
		return builder.Published{}, plan, r, err
	}
	encoded, err := plan.Encode()
	return builder.Published{
		Name: name, Title: r.def.Title, Definition: source, Plan: encoded, PlanHash: builder.Hash(encoded),
		PublishedAt: o.clock().UTC(),
	}, plan, r, err
}

// risky tells whether anything that may be asked for by the plan is of high risk.
func (o *operations) risky(ctx context.Context, plan builder.Plan) (bool, error) {
	for _, id := range trigger(plan).Entitlements {
		entitlement, err := callOf(ctx).seen.entitlement(ctx, id)
		if err != nil || entitlement.Risk == access.HighRisk {
			return true, err
		}
	}
	return false, nil
}
