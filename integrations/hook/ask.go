package hook

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"

	"github.com/curfewhq/curfew/integrations"
)

// Ask implements integrations.Outside. The question is the address's query: person
// (the login), email and matter; the answer is parsed by parseAnswer.
func (o *Outside) Ask(ctx context.Context, question integrations.FactQuestion) (integrations.FactAnswer, error) {
	body, c, err := o.askFact(ctx, question.Fact, map[string]string{
		"person": question.Person.Login, "email": question.Person.Email, "matter": question.Matter,
	})
	if err != nil {
		return integrations.FactAnswer{}, err
	}
	answer, err := parseAnswer(body)
	if err != nil {
		return integrations.FactAnswer{}, c.unreadable(err)
	}
	answer.Says = shortened(c.endpoint.hide(answer.Says))
	return answer, nil
}

// Who implements integrations.Outside. The question is the address's query, which
// names nobody: who=now. The answer is parsed by parseWho.
func (o *Outside) Who(ctx context.Context, question integrations.WhoQuestion) (integrations.WhoAnswer, error) {
	body, c, err := o.askFact(ctx, question.Fact, map[string]string{"who": "now"})
	if err != nil {
		return integrations.WhoAnswer{}, err
	}
	answer, err := parseWho(body)
	if err != nil {
		return integrations.WhoAnswer{}, c.unreadable(err)
	}
	return answer, nil
}

// askFact asks a fact's endpoint and returns what it answered, and the call.
func (o *Outside) askFact(ctx context.Context, fact string, asked map[string]string) ([]byte, call, error) {
	c := call{who: fmt.Sprintf("the fact %q", fact), method: http.MethodGet}
	endpoint, known := o.facts[fact]
	if !known {
		return nil, c, c.refused("is not configured")
	}
	if endpoint.Style == StyleText {
		return nil, c, c.refused("cannot be used: the style %q only posts", StyleText)
	}
	if err := endpoint.Check(); err != nil {
		return nil, c, c.refused("cannot be used: %v", err)
	}
	address, _ := endpoint.address() // was checked
	c.endpoint, c.address, c.id = endpoint, asking(*address, asked), "fact_"+rand.Text()
	body, broken, err := o.send(ctx, c)
	switch {
	case err != nil:
		return nil, c, err
	case broken != nil:
		return nil, c, c.unknown(broken)
	case len(body) > longestAnswer:
		return nil, c, c.refused("answered with more than %d KiB", longestAnswer>>10)
	}
	return body, c, nil
}

// asking is an address with a question as its query, beside what it has there.
func asking(address url.URL, asked map[string]string) string {
	query := address.Query()
	for name, value := range asked {
		query.Set(name, value)
	}
	address.RawQuery = query.Encode()
	return address.String()
}

func (c call) unreadable(err error) error {
	return c.refused("gave an answer that cannot be read: %s", c.endpoint.hide(err.Error()))
}
