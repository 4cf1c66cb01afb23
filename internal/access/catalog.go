package access

import (
	"fmt"
	"strings"
	"time"
)

// App is a thing to hold, for instance Jira.
type App struct {
	ID          string `json:"id"` // kebab-case
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
}

// Risk is how much harm a wrong holder could do; people see it when they decide.
type Risk string

// The levels of risk, from low to high.
const (
	LowRisk    Risk = "low"
	MediumRisk Risk = "medium"
	HighRisk   Risk = "high"
)

// Entitlement is a way to hold an app: a licence tier, a role, a group.
type Entitlement struct {
	ID          string        `json:"id"` // "<app>/<name>", for instance "salesforce/enterprise"
	AppID       string        `json:"app_id"`
	AppTitle    string        `json:"app_title"`
	Title       string        `json:"title"`
	Description string        `json:"description,omitempty"`
	OwnerID     string        `json:"owner_id,omitempty"` // the person who answers for it
	Risk        Risk          `json:"risk"`
	MaxDuration time.Duration `json:"max_duration"` // no lease lasts longer, whatever an automation says
	Target      Target        `json:"target"`
	// Seats is how many people may hold it at once; 0 is any number.
	Seats int `json:"seats,omitempty"`
	// Apart lists the entitlements that nobody may hold together with this one
	// (separation of duties), by id.
	Apart []string `json:"apart,omitempty"`
	// Withdrawn says when and why it stopped being given; its zero value is not at all.
	Withdrawn Withdrawal `json:"withdrawn,omitzero"`
}

// Retired reports whether the entitlement is not given any more.
func (e Entitlement) Retired() bool { return !e.Withdrawn.At.IsZero() }

// Withdrawal says that an entitlement was retired: nobody is given it any more.
type Withdrawal struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"` // a person's id
	Reason string    `json:"reason"`
}

// NotGiven is the sentence that somebody hears who is not given a retired entitlement.
func (e Entitlement) NotGiven() string {
	return strings.TrimSpace(fmt.Sprintf("%s is retired and not given any more. %s", e.Label(), e.Withdrawn.Reason))
}

// Label is the entitlement as people say it: "Salesforce / Enterprise".
func (e Entitlement) Label() string { return e.AppTitle + " / " + e.Title }

// Target is where an entitlement lives in a connector.
type Target struct {
	Connector  string      `json:"connector"`
	Resource   string      `json:"resource"` // the connector's name of it, see Key
	Attributes []Attribute `json:"attributes,omitempty"`
	// Ephemeral means that every lease has a resource of its own, made for it and
	// removed with it: leases never share.
	Ephemeral bool `json:"ephemeral,omitempty"`
}

// Attribute is one value that a lease wants on what it holds, on a scale from
// the lowest to the highest value.
type Attribute struct {
	Name  string   `json:"name"`
	Value string   `json:"value"`
	Scale []string `json:"scale,omitempty"`
}
