package builder

import "github.com/curfewhq/curfew/internal/access"

// WorldOf is the world of a directory and a catalogue: all of both is known. A
// login counts while its person is active, and a group while somebody active is in
// it.
func WorldOf(people []access.Person, entitlements []access.Entitlement) World {
	world := World{Entitlements: map[string]access.Entitlement{}, Logins: map[string]bool{}, Groups: map[string]bool{}}
	for _, each := range entitlements {
		world.Entitlements[each.ID] = each
	}
	for _, person := range people {
		if person.Status != access.Active {
			continue
		}
		world.Logins[person.Login] = true
		for _, name := range person.Groups {
			world.Groups[name] = true
		}
	}
	return world
}
