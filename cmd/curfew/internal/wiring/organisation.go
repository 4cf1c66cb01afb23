package wiring

import (
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/internal/config"
)

// Okta makes the connector; it calls nothing. Plain HTTP is for this machine only,
// where a simulator may run.
func Okta(organisation config.Okta) (*okta.Connector, error) {
	return okta.New(okta.Config{
		OrgURL: organisation.OrgURL, Token: organisation.APIToken.Reveal(), Insecure: true,
	})
}
