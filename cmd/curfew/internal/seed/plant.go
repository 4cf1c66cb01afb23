package seed

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Connector is the id of the connector that the catalogue's targets are in.
const Connector = "okta"

// Records is the part of the database that seeding needs. People have to be there
// already: they are who owns things.
type Records interface {
	People(ctx context.Context) ([]access.Person, error)
	UpsertEntitlements(ctx context.Context, apps []access.App, entitlements []access.Entitlement) error
	// Entitlements lists them as they are: with the limits that somebody set since.
	Entitlements(ctx context.Context) ([]access.Entitlement, error)
	Automations(ctx context.Context) ([]builder.Automation, error)
	Publish(ctx context.Context, published builder.Published) (version int, created bool, err error)
	SetRoles(ctx context.Context, personID string, roles []access.Role) error
	AppendAudit(ctx context.Context, line access.AuditLine) error
}

// Resolver finds the id of a group by its name, or of an app by its label.
type Resolver interface {
	Resolve(ctx context.Context, kind, name string) (string, error)
}

// Soil is where the seeds go.
type Soil struct {
	Records  Records
	Resolver Resolver
	Clock    func() time.Time
	// Facts and Hooks are what is configured outside, by name.
	Facts map[string]bool
	Hooks map[string]bool
}

// Plant writes the catalogue, publishes the automations and gives the roles. It
// returns a sentence for everything that it left out because the organisation
// does not have it. An error means that the organisation or the database could
// not be asked; seeding again is safe.
func (s Soil) Plant(ctx context.Context) (leftOut []string, err error) {
	people, err := s.Records.People(ctx)
	if err != nil {
		return nil, err
	}
	entitlements, leftOut, err := s.resolve(ctx, people)
	if err != nil {
		return leftOut, err
	}
	if err := s.Records.UpsertEntitlements(ctx, apps(), entitlements); err != nil {
		return leftOut, err
	}
	if entitlements, err = s.asTheyAre(ctx, entitlements); err != nil {
		return leftOut, err
	}
	world := builder.WorldOf(people, entitlements)
	world.Facts, world.Hooks = s.Facts, s.Hooks
	without, err := s.publish(ctx, world)
	leftOut = append(leftOut, without...)
	if err != nil {
		return leftOut, err
	}
	return leftOut, s.giveRoles(ctx, people)
}

// asTheyAre reads entitlements anew: somebody may have limited or retired them since
// they were planted first.
func (s Soil) asTheyAre(ctx context.Context, planted []access.Entitlement) ([]access.Entitlement, error) {
	all, err := s.Records.Entitlements(ctx)
	return slices.DeleteFunc(all, func(each access.Entitlement) bool {
		return !slices.ContainsFunc(planted, func(one access.Entitlement) bool { return one.ID == each.ID })
	}), err
}

// publish makes a version of each automation that is not somebody else's by now:
// published or only drafted by them, or retired.
func (s Soil) publish(ctx context.Context, world builder.World) (leftOut []string, err error) {
	list, err := automations()
	if err != nil {
		return nil, err
	}
	there, err := s.Records.Automations(ctx)
	if err != nil {
		return nil, err
	}
	theirs := map[string]bool{}
	for _, each := range there {
		// Publishing would bring back what somebody retired.
		theirs[each.Name] = each.Latest.PublishedBy != access.System || !each.Retired.At.IsZero()
	}
	for _, each := range list {
		if theirs[each.def.Name] {
			continue
		}
		next, why, err := each.publishable(world)
		if err != nil {
			return leftOut, err
		}
		if why != "" {
			leftOut = append(leftOut, fmt.Sprintf("The automation %q is left out: %s", each.def.Title, why))
			continue
		}
		if err := s.publishOne(ctx, next); err != nil {
			return leftOut, err
		}
	}
	return leftOut, nil
}

// publishOne audits also what an earlier start published and could not audit any
// more: the line counts once by its id.
func (s Soil) publishOne(ctx context.Context, next builder.Published) error {
	version, _, err := s.Records.Publish(ctx, next)
	if err != nil {
		return err
	}
	object := fmt.Sprintf("automation/%s@%d", next.Name, version)
	return s.Records.AppendAudit(ctx, access.AuditLine{
		ID: "seed/" + object, At: s.Clock().UTC(), Actor: access.System, Action: "automation.published", Object: object,
		Detail: fmt.Sprintf("Version %d of %q was published with the seeds.", version, next.Title),
	})
}
