package hook

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"

	"github.com/curfewhq/curfew/integrations"
)

// Ask implements integrations.Outside. The question is the address's query: person
// (the login), email and matter; the answer is parsed by parseAnswer.
func (o *Outside) Ask(ctx context.Context, question integrations.FactQuestion) (integrations.FactAnswer, error) {
	c := call{who: fmt.Sprintf("the fact %q", question.Fact), method: http.MethodGet}
	endpoint, known := o.facts[question.Fact]
	if !known {
		return integrations.FactAnswer{}, c.refused("is not configured")
	}
	if endpoint.Style == StyleText {
		return integrations.FactAnswer{}, c.refused("cannot be used: the style %q only posts", StyleText)
	}
	if err := endpoint.Check(); err != nil {
		return integrations.FactAnswer{}, c.refused("cannot be used: %v", err)
	}
	address, _ := endpoint.address() // was checked
	query := address.Query()
	query.Set("person", question.Person.Login)
	query.Set("email", question.Person.Email)
	query.Set("matter", question.Matter)
	address.RawQuery = query.Encode()
	c.endpoint, c.address, c.id = endpoint, address.String(), "fact_"+rand.Text()
	body, broken, err := o.send(ctx, c)
	switch {
	case err != nil:
		return integrations.FactAnswer{}, err
	case broken != nil:
		return integrations.FactAnswer{}, c.unknown(broken)
	case len(body) > longestAnswer:
		return integrations.FactAnswer{}, c.refused("answered with more than %d KiB", longestAnswer>>10)
	}
	answer, err := parseAnswer(body)
	if err != nil {
		return integrations.FactAnswer{}, c.refused("gave an answer that cannot be read: %s", endpoint.hide(err.Error()))
	}
	answer.Says = shortened(endpoint.hide(answer.Says))
	return answer, nil
}
