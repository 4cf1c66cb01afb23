package client

import (
	"context"
	"net/url"
	"time"
)

// Finding is something that an outside system says and no lease explains.
type Finding struct {
	ID          string      `json:"id"`
	Connector   string      `json:"connector"`
	Subject     string      `json:"subject"`
	Resource    string      `json:"resource"`
	Person      Person      `json:"person"`
	Entitlement Entitlement `json:"entitlement"`
	Class       string      `json:"class"`
	Detail      string      `json:"detail"`
	FirstSeenAt time.Time   `json:"first_seen_at"`
	State       string      `json:"state"`
	KeptUntil   time.Time   `json:"kept_until"`
}

// Who is whose it is: a name, or the account where nobody in the directory has it.
func (f Finding) Who() string {
	if f.Person.Name != "" {
		return f.Person.Name
	}
	return f.Subject
}

// What is what is held.
func (f Finding) What() string {
	if f.Entitlement.ID != "" {
		return f.Entitlement.Label()
	}
	return f.Connector + " " + f.Resource
}

// NewResolution decides about a finding: "remove", "keep" or "lease".
type NewResolution struct {
	Resolution string     `json:"resolution"`
	Reason     string     `json:"reason"`
	Until      *time.Time `json:"until,omitempty"`
}

// Findings lists them; an empty state, class or connector is any.
func (c *Client) Findings(ctx context.Context, state, class, connector, cursor string) (Answer[List[Finding]], error) {
	query := page(cursor)
	for name, value := range map[string]string{"state": state, "class": class, "connector": connector} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return get[List[Finding]](ctx, c, "/findings", query)
}

// ResolveFinding takes away what was found, keeps it, or makes a lease of it.
func (c *Client) ResolveFinding(ctx context.Context, id string, resolution NewResolution) (Answer[Finding], error) {
	return post[Finding](ctx, c, "/findings/"+url.PathEscape(id)+"/resolve", resolution)
}

// Reconciliation compares what Curfew gave with what is there.
type Reconciliation struct {
	ID        string    `json:"id"`
	Connector string    `json:"connector"`
	State     string    `json:"state"`
	Detail    string    `json:"detail"`
	StartedAt time.Time `json:"started_at"`
	EndedAt   time.Time `json:"ended_at"`
	Counts    struct {
		Keys      int `json:"keys"`
		Restarted int `json:"restarted"`
		Lost      int `json:"lost"`
		Resources int `json:"resources"`
		Looked    int `json:"looked"`
		Holders   int `json:"holders"`
		Told      int `json:"told"`
		Missing   int `json:"missing"`
		Overdue   int `json:"overdue"`
		Changed   int `json:"changed"`
		Foreign   int `json:"foreign"`
		Standing  int `json:"standing"`
		ByRule    int `json:"by_rule"`
		ByGroup   int `json:"by_group"`
	} `json:"counts"`
}

// Reconcile begins one for a connector, or for all of them where it is empty, and
// answers with what runs.
func (c *Client) Reconcile(ctx context.Context, connector string) (Answer[List[Reconciliation]], error) {
	body := map[string]string{}
	if connector != "" {
		body["connector"] = connector
	}
	return post[List[Reconciliation]](ctx, c, "/reconciliations", body)
}

// Reconciliations lists a page of them, newest first; an empty connector is any.
func (c *Client) Reconciliations(ctx context.Context, connector string) (Answer[List[Reconciliation]], error) {
	query := page("")
	if connector != "" {
		query.Set("connector", connector)
	}
	return get[List[Reconciliation]](ctx, c, "/reconciliations", query)
}
