package seed

import (
	"context"
	"fmt"
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

// adminGroup makes whoever is in it an admin.
const adminGroup = "curfew-admins"

// auditorLogin is the demo company's auditor.
const auditorLogin = "aisha.khan@brightwater.example"

// giveRoles adds roles and takes none away. It audits first: a line too many is
// better than a role that nobody can explain.
func (s Soil) giveRoles(ctx context.Context, people []access.Person) error {
	for _, person := range people {
		roles := slices.Clone(person.Roles)
		for _, role := range rolesFor(person) {
			if person.Has(role) {
				continue
			}
			roles = append(roles, role)
			if err := s.Records.AppendAudit(ctx, access.AuditLine{
				ID: fmt.Sprintf("seed/role/%s/%s", person.ID, role), At: s.Clock().UTC(), Actor: access.System,
				Action: "role.given", Object: "person/" + person.ID, Detail: fmt.Sprintf("%s was made %s with the seeds.", person.Name, role),
			}); err != nil {
				return err
			}
		}
		if len(roles) == len(person.Roles) {
			continue
		}
		if err := s.Records.SetRoles(ctx, person.ID, roles); err != nil {
			return err
		}
	}
	return nil
}

func rolesFor(person access.Person) []access.Role {
	var roles []access.Role
	if person.Status != access.Active {
		return nil
	}
	if slices.Contains(person.Groups, adminGroup) {
		roles = append(roles, access.Admin)
	}
	if person.Login == auditorLogin {
		roles = append(roles, access.Auditor)
	}
	return roles
}
