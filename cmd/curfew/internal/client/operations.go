package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// pageSize is how many items a page of a list is asked for with.
const pageSize = 200

// SignIn begins a session as a demo person and uses it from then on. A login
// without its domain is enough where it means one person.
func (c *Client) SignIn(ctx context.Context, login string) error {
	if !strings.Contains(login, "@") {
		full, err := c.fullLogin(ctx, login)
		if err != nil {
			return err
		}
		login = full
	}
	answer, err := post[struct {
		Token string `json:"token"`
	}](ctx, c, "/session", map[string]string{"login": login})
	c.token = answer.Value.Token
	return err
}

func (c *Client) fullLogin(ctx context.Context, short string) (string, error) {
	people, err := get[List[Person]](ctx, c, "/demo/people", nil)
	if err != nil {
		return "", err
	}
	found := short
	for _, person := range people.Value.Items {
		name, _, _ := strings.Cut(person.Login, "@")
		if name != short {
			continue
		}
		if found != short {
			return short, nil // two of them: the server says that this is nobody's login
		}
		found = person.Login
	}
	return found, nil
}

// SignOut ends the session.
func (c *Client) SignOut(ctx context.Context) error {
	_, err := call[struct{}](ctx, c, http.MethodDelete, "/session", nil, nil)
	return err
}

// Offers lists what I may ask for.
func (c *Client) Offers(ctx context.Context) (Answer[List[Offer]], error) {
	return get[List[Offer]](ctx, c, "/offers", nil)
}

// Submit asks for access.
func (c *Client) Submit(ctx context.Context, request NewRequest) (Answer[Request], error) {
	return post[Request](ctx, c, "/requests", request)
}

// Request is one request as it stands.
func (c *Client) Request(ctx context.Context, id string) (Answer[RequestDetail], error) {
	return get[RequestDetail](ctx, c, "/requests/"+url.PathEscape(id), nil)
}

// Extend asks to keep the access of a request longer.
func (c *Client) Extend(ctx context.Context, requestID string, extension NewExtension) (Answer[Extended], error) {
	return post[Extended](ctx, c, "/requests/"+url.PathEscape(requestID)+"/extend", extension)
}

// Approvals lists what waits for my decision, the most urgent first.
func (c *Client) Approvals(ctx context.Context, cursor string) (Answer[List[Approval]], error) {
	return get[List[Approval]](ctx, c, "/approvals", page(cursor))
}

// Decide approves or denies.
func (c *Client) Decide(ctx context.Context, approvalID string, decision NewDecision) (Answer[Approval], error) {
	return post[Approval](ctx, c, "/approvals/"+url.PathEscape(approvalID)+"/decisions", decision)
}

// AccessList lists leases of a scope ("mine", "owned", "all") and a state
// ("live", "over", "any").
func (c *Client) AccessList(ctx context.Context, scope, state, cursor string) (Answer[List[Access]], error) {
	query := page(cursor)
	query.Set("scope", scope)
	query.Set("state", state)
	return get[List[Access]](ctx, c, "/access", query)
}

// Access is one lease as it stands.
func (c *Client) Access(ctx context.Context, id string) (Answer[Access], error) {
	return get[Access](ctx, c, "/access/"+url.PathEscape(id), nil)
}

// EndAccess gives back what I hold, or revokes what somebody else holds.
func (c *Client) EndAccess(ctx context.Context, id, reason string) (Answer[Access], error) {
	body := map[string]string{}
	if reason != "" {
		body["reason"] = reason
	}
	return post[Access](ctx, c, "/access/"+url.PathEscape(id)+"/end", body)
}

func page(cursor string) url.Values {
	query := url.Values{"limit": {strconv.Itoa(pageSize)}}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	return query
}
