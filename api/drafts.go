package api

import (
	"context"
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) GetDraft(ctx context.Context, in gen.GetDraftRequestObject) (gen.GetDraftResponseObject, error) {
	draft, err := o.editable(ctx, in.Name)
	if err != nil {
		return nil, err
	}
	shown, err := o.draft(ctx, draft)
	return gen.GetDraft200JSONResponse(shown), err
}

// editable is the draft, or the latest version where there is none.
func (o *operations) editable(ctx context.Context, name string) (builder.Draft, error) {
	draft, err := o.records.Draft(ctx, name)
	if !missing(err) {
		return draft, err
	}
	automation, err := o.records.Automation(ctx, name)
	if err != nil {
		return draft, err
	}
	latest, err := o.records.Version(ctx, name, automation.Latest.Version)
	return builder.Draft{
		Name: name, Title: latest.Title, Source: latest.Definition, BasedOn: latest.Version,
		UpdatedBy: latest.PublishedBy, UpdatedAt: latest.PublishedAt,
	}, err
}

// SaveDraft keeps what was written, whatever is wrong with it.
func (o *operations) SaveDraft(ctx context.Context, in gen.SaveDraftRequestObject) (gen.SaveDraftResponseObject, error) {
	source := []byte(in.Body.Source)
	if in.Body.Format == gen.NewDraftFormatJSON {
		var err error
		if source, err = o.edited(ctx, in.Name, source); err != nil {
			return nil, err
		}
	}
	def, _ := builder.ParseYAML(source)
	shown, err := o.save(ctx, builder.Draft{
		Name: in.Name, Title: def.Title, Source: source, Rev: in.Body.Rev,
	}, func(saved builder.Draft) access.AuditLine {
		return o.acted(ctx, "automation.draft_saved", in.Name, fmt.Sprintf("The draft of %q was saved.", in.Name),
			map[string]any{"rev": saved.Rev, "hash": builder.Hash(saved.Source)})
	})
	return gen.SaveDraft200JSONResponse(shown), err
}

// edited is the YAML there is, changed to say what the JSON says, so that comments
// and layout survive an edit on the canvas. JSON that cannot be read as a whole is
// refused: there would be nothing to write it into.
func (o *operations) edited(ctx context.Context, name string, source []byte) ([]byte, error) {
	def, problems := builder.ParseJSON(source)
	if len(problems) > 0 {
		return nil, access.Refuse(access.CodeInvalid, "This cannot be read as an automation: %s", problems[0].Message).At("source")
	}
	there, err := o.editable(ctx, name)
	if err != nil && !missing(err) {
		return nil, err
	}
	return builder.EditYAML(there.Source, def)
}

// RestoreVersion makes the draft what a version was, for publishing or editing on.
func (o *operations) RestoreVersion(ctx context.Context, in gen.RestoreVersionRequestObject) (gen.RestoreVersionResponseObject, error) {
	version, err := o.records.Version(ctx, in.Name, in.Body.Version)
	if err != nil {
		return nil, err
	}
	shown, err := o.save(ctx, builder.Draft{
		Name: in.Name, Title: version.Title, Source: version.Definition, Rev: in.Body.Rev, RestoredFrom: version.Version,
	}, func(saved builder.Draft) access.AuditLine {
		return o.acted(ctx, "automation.draft_restored", in.Name,
			fmt.Sprintf("The draft of %q was made what version %d was.", in.Name, version.Version), map[string]any{
				"rev": saved.Rev, "version": version.Version, "comment": strings.TrimSpace(in.Body.Comment),
			})
	})
	return gen.RestoreVersion200JSONResponse(shown), err
}

func (o *operations) save(ctx context.Context, draft builder.Draft, line func(builder.Draft) access.AuditLine) (gen.Draft, error) {
	draft.UpdatedBy, draft.UpdatedAt = callOf(ctx).me.ID, o.clock().UTC()
	saved, err := o.records.SaveDraft(ctx, draft, line)
	if err != nil {
		return gen.Draft{}, err
	}
	return o.draft(ctx, saved)
}

func (o *operations) DiscardDraft(ctx context.Context, in gen.DiscardDraftRequestObject) (gen.DiscardDraftResponseObject, error) {
	line := o.acted(ctx, "automation.draft_discarded", in.Name, fmt.Sprintf("The draft of %q was thrown away.", in.Name),
		map[string]any{"rev": in.Params.Rev})
	return gen.DiscardDraft204Response{}, o.records.DiscardDraft(ctx, in.Name, in.Params.Rev, line)
}
