package access

// Holding is what somebody has of one key: what an outside system was seen to
// say, or what it should say.
type Holding struct {
	// Present tells whether the thing is held at all: a member, assigned.
	Present bool `json:"present"`
	// Attributes are the values that leases care about on it, by name (a licence
	// tier, a role). In a wanted holding an empty value means "unset".
	Attributes map[string]string `json:"attributes,omitempty"`
	// Managed names what else put it there, where the system says so ("group rule",
	// "group assignment"), and is empty otherwise. Never part of a wanted holding.
	Managed string `json:"managed,omitempty"`
}

// Satisfies reports whether a seen holding is what is wanted. Attributes that
// nobody wants anything of are not compared.
func (h Holding) Satisfies(want Holding) bool {
	if h.Present != want.Present {
		return false
	}
	if !want.Present {
		return true
	}
	for name, value := range want.Attributes {
		if h.Attributes[name] != value {
			return false
		}
	}
	return true
}

// Covers reports whether an observation says something about all those attributes.
func (h Holding) Covers(names []string) bool {
	for _, name := range names {
		if _, seen := h.Attributes[name]; !seen {
			return false
		}
	}
	return true
}
