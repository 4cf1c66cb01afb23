package integrations

import (
	"context"
	"time"
)

// Inventory is a Provider that can list who holds something. It is for comparing
// what is held with what should be, and for nothing that has to be right: the list
// of an outside system may follow a change with a delay, and may have changed while
// it was read page by page. A difference is confirmed with ReadBack before anything
// is done about it.
type Inventory interface {
	// Holders lists one page of who holds the resource, in one call to the system and
	// what it takes to tell how they hold it. Asking for the same page again changes
	// nothing and is how a listing goes on after a crash. Somebody who comes or goes
	// between pages may be listed or not, or twice; whoever holds the resource all the
	// while is listed.
	//
	// It is Import, whatever the context says, never retries and never waits. Its
	// errors are those of a Provider: a resource that does not exist is *Gone, also in
	// the middle of a listing.
	Holders(ctx context.Context, resource string, page Page) (Holders, error)
}

// Page says which part of a listing is wanted, and what of each holder.
type Page struct {
	// Cursor is Next of the page before, "" for the first page.
	Cursor string `json:"cursor,omitempty"`
	// Attributes are the names of those that each holder is listed with.
	Attributes []string `json:"attributes,omitempty"`
}

// Holders are those of one page. Nobody at all on a page does not mean that there is
// no other.
type Holders struct {
	Holders []Holder `json:"holders,omitempty"`
	// Next is the cursor of the next page; "" where this is the last.
	Next string `json:"next,omitempty"`
}

// Holder is somebody who holds a resource.
type Holder struct {
	Subject string `json:"subject"` // as in a key
	// Attributes hold exactly the asked names, "" where unset.
	Attributes map[string]string `json:"attributes,omitempty"`
	How        How               `json:"how,omitempty"`
	// Since is when they got it, where the system says; zero otherwise.
	Since time.Time `json:"since,omitzero"`
}

// How is what makes somebody hold something, as far as the connector can tell: the
// same as Holding.Managed where something else does.
type How string

// The ways to hold something.
const (
	HowUnknown         How = ""
	HowDirect          How = "direct" // nothing else is known to have put it there
	HowGroupRule       How = "group rule"
	HowGroupAssignment How = "group assignment"
)

// Managed is the same as access.Holding.Managed says it: empty where nothing else is
// known to have put it there.
func (h How) Managed() string {
	if h == HowDirect {
		return ""
	}
	return string(h)
}
