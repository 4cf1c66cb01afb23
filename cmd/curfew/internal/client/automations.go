package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
)

// CheckDefinition says everything that is wrong with a definition in a format
// ("yaml", "json"), and keeps nothing.
func (c *Client) CheckDefinition(ctx context.Context, source, format string) (Answer[Check], error) {
	return post[Check](ctx, c, "/language/check", map[string]string{"source": source, "format": format})
}

// Me is who is signed in.
func (c *Client) Me(ctx context.Context) (Answer[Session], error) {
	return get[Session](ctx, c, "/session", nil)
}

// Automations lists every automation that has a draft or a version.
func (c *Client) Automations(ctx context.Context) (Answer[List[Automation]], error) {
	return get[List[Automation]](ctx, c, "/automations", nil)
}

// Automation is one of them.
func (c *Client) Automation(ctx context.Context, name string) (Answer[Automation], error) {
	return get[Automation](ctx, c, automation(name, ""), nil)
}

// Version is one published version with its source.
func (c *Client) Version(ctx context.Context, name string, version int) (Answer[Version], error) {
	return get[Version](ctx, c, automation(name, "/versions/"+strconv.Itoa(version)), nil)
}

// Draft is what there is to edit.
func (c *Client) Draft(ctx context.Context, name string) (Answer[Draft], error) {
	return get[Draft](ctx, c, automation(name, "/draft"), nil)
}

// SaveDraft replaces the draft that had a rev, 0 where there was none.
func (c *Client) SaveDraft(ctx context.Context, name, source string, rev int64) (Answer[Draft], error) {
	body := map[string]any{"source": source, "rev": rev}
	return call[Draft](ctx, c, http.MethodPut, automation(name, "/draft"), nil, body)
}

// Publish makes the draft of that rev the next version, or proposes it.
func (c *Client) Publish(ctx context.Context, name string, rev int64, comment string) (Answer[Publication], error) {
	return post[Publication](ctx, c, automation(name, "/publish"), map[string]any{"rev": rev, "comment": comment})
}

// Retire lets nobody ask by the automation any more.
func (c *Client) Retire(ctx context.Context, name, comment string) (Answer[Automation], error) {
	return post[Automation](ctx, c, automation(name, "/retire"), map[string]string{"comment": comment})
}

// BringBack offers the latest version of a retired automation again.
func (c *Client) BringBack(ctx context.Context, name, comment string) (Answer[Automation], error) {
	return post[Automation](ctx, c, automation(name, "/bring-back"), map[string]string{"comment": comment})
}

func automation(name, rest string) string { return "/automations/" + url.PathEscape(name) + rest }
