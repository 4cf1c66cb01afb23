package access

import "time"

// Employment is the kind of contract a person has; limits may depend on it.
type Employment string

// The employments that policies tell apart.
const (
	Employee   Employment = "employee"
	Contractor Employment = "contractor"
	Vendor     Employment = "vendor"
)

// PersonStatus tells whether somebody may ask, decide and hold.
type PersonStatus string

// An inactive person is never asked, never counted and never given anything.
const (
	Active   PersonStatus = "active"
	Inactive PersonStatus = "inactive"
)

// Role is what somebody may do in Curfew beyond what everyone may.
type Role string

// The roles of the house. Everyone has none of them; the owner of an entitlement
// is told by the entitlement and not by a role.
const (
	Admin   Role = "admin"
	Auditor Role = "auditor"
)

// Person is somebody in the directory.
type Person struct {
	ID         string       `json:"id"` // the directory's own, stable for life; never a login
	Login      string       `json:"login"`
	Name       string       `json:"name"`
	Email      string       `json:"email"`
	Department string       `json:"department"`
	Title      string       `json:"title"`
	ManagerID  string       `json:"manager_id,omitempty"` // a person's id, empty at the top
	Employment Employment   `json:"employment"`
	Groups     []string     `json:"groups,omitempty"` // names, sorted
	Zone       string       `json:"zone,omitempty"`   // IANA name
	Status     PersonStatus `json:"status"`
	// Until is the person's known last moment in the company (the end of a contract,
	// a leave date): nothing they hold lasts longer. Zero is not known.
	Until    time.Time         `json:"until,omitzero"`
	Roles    []Role            `json:"roles,omitempty"`
	Accounts map[string]string `json:"accounts,omitempty"` // connector id → account id there
}

// Has tells whether the person has the role.
func (p Person) Has(role Role) bool {
	for _, r := range p.Roles {
		if r == role {
			return true
		}
	}
	return false
}

// LastReason is why what the person holds ends at their last moment.
func (p Person) LastReason() EndReason {
	if p.Employment == Contractor || p.Employment == Vendor {
		return ContractEnd
	}
	return LeaveDate
}

// PersonChange says that the directory has changed what it says of somebody.
type PersonChange struct {
	PersonID string
	Rev      int64 // rises when they change again before anybody looked
	// LeftAt is when they became inactive, the last time before anybody looked; zero
	// where they did not.
	LeftAt time.Time
}
