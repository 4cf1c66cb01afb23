package access

import "time"

// Delegation is somebody's word that another person decides in their place while
// they are away. It concerns what is asked within [From, Until): what was asked
// before stays where it is. A delegation is not passed on, and never lets anybody
// decide about the access of the one who is away, or about their own.
type Delegation struct {
	PersonID   string    `json:"person_id"`   // who is away
	DelegateID string    `json:"delegate_id"` // who is asked instead
	From       time.Time `json:"from"`
	Until      time.Time `json:"until"`
	Reason     string    `json:"reason,omitempty"`
}

// Holds reports whether the delegation is in force at that moment.
func (d Delegation) Holds(at time.Time) bool { return !at.Before(d.From) && at.Before(d.Until) }
