package integrations

import "time"

// Holders is one page of who holds a resource, and where the next one starts, empty
// at the end.
type Holders struct {
	Holders []Holder `json:"holders"`
	Next    string   `json:"next,omitempty"`
}

// Holder is somebody who holds a resource.
type Holder struct {
	Subject string `json:"subject"` // see access.Key
	// Attributes are the values of the asked names, "" where unset.
	Attributes map[string]string `json:"attributes,omitempty"`
	How        string            `json:"how,omitempty"`  // access.Holding.Managed
	Since      time.Time         `json:"since,omitzero"` // as far as the system says
}
