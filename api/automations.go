package api

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) ListAutomations(ctx context.Context, _ gen.ListAutomationsRequestObject) (gen.ListAutomationsResponseObject, error) {
	list, err := o.records.Automations(ctx)
	if err != nil {
		return nil, err
	}
	answer := gen.ListAutomations200JSONResponse{Items: []gen.Automation{}}
	for _, automation := range list {
		shown, err := o.automation(ctx, automation)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

func (o *operations) GetAutomation(ctx context.Context, in gen.GetAutomationRequestObject) (gen.GetAutomationResponseObject, error) {
	shown, err := o.automationNow(ctx, in.Name)
	return gen.GetAutomation200JSONResponse(shown), err
}

// automationNow shows an automation as it is after what was done to it.
func (o *operations) automationNow(ctx context.Context, name string) (gen.Automation, error) {
	automation, err := o.records.Automation(ctx, name)
	if err != nil {
		return gen.Automation{}, err
	}
	return o.automation(ctx, automation)
}

func (o *operations) ListVersions(ctx context.Context, in gen.ListVersionsRequestObject) (gen.ListVersionsResponseObject, error) {
	if _, err := o.records.Automation(ctx, in.Name); err != nil {
		return nil, err
	}
	list, err := o.records.Versions(ctx, in.Name, access.Page{Cursor: in.Params.Cursor, Limit: in.Params.Limit})
	if err != nil {
		return nil, err
	}
	answer := gen.ListVersions200JSONResponse{Items: []gen.VersionCard{}, Next: list.Next}
	for _, version := range list.Items {
		shown, err := o.versionCard(ctx, version)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

func (o *operations) GetVersion(ctx context.Context, in gen.GetVersionRequestObject) (gen.GetVersionResponseObject, error) {
	version, err := o.records.Version(ctx, in.Name, in.Version)
	if err != nil {
		return nil, err
	}
	answer := gen.GetVersion200JSONResponse{Source: string(version.Definition)}
	if answer.Version, err = o.versionCard(ctx, version); err != nil {
		return nil, err
	}
	def, problems := builder.ParseYAML(version.Definition)
	answer.Definition, err = reading{def: def, whole: len(problems) == 0}.document()
	return answer, err
}

// acted is the audit line of what the caller does to an automation.
func (o *operations) acted(ctx context.Context, action, name, detail string, data map[string]any) access.AuditLine {
	return access.AuditLine{
		ID: uuid.NewString(), At: o.clock().UTC(), Actor: callOf(ctx).me.ID, Action: action,
		Object: automationObject(name), Detail: detail, Data: data,
	}
}

// because requires a reason that is one.
func because(comment, ask string) (string, error) {
	if comment = strings.TrimSpace(comment); comment == "" {
		return "", access.Refuse(access.CodeInvalid, "%s", ask).At("comment")
	}
	return comment, nil
}
