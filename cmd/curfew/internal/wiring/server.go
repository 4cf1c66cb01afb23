package wiring

import (
	"log/slog"

	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/api"
	"github.com/curfewhq/curfew/cmd/curfew/internal/seed"
	"github.com/curfewhq/curfew/console"
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/internal/store"
	"github.com/curfewhq/curfew/workflows"
)

// API makes the server of the API and the console.
func API(settings config.Config, record *store.Store, connection client.Client, version string, log *slog.Logger) (*api.Server, error) {
	verified, err := events(settings.Events)
	if err != nil {
		return nil, err
	}
	return api.New(api.Options{
		Records:                record,
		Sessions:               record,
		Engine:                 workflows.NewClient(connection, settings.Temporal.Namespace),
		DemoSignIn:             settings.HTTP.DemoSignIn,
		DemoSignInFromAnywhere: settings.HTTP.DemoSignInFromAnywhere,
		SecondAdmin:            settings.Publish.SecondAdmin == config.SecondAdminHighRisk,
		PublicURL:              settings.HTTP.PublicURL,
		TrustedProxies:         settings.HTTP.TrustedProxies,
		Events:                 verified,
		Facts:                  config.Names(settings.Facts),
		Hooks:                  config.Names(settings.Hooks),
		Pace:                   map[string]func() int{seed.Connector: okta.RemovalsPerMinute},
		Connectors:             []string{seed.Connector},
		TemporalUI:             settings.Temporal.UIURL,
		Namespace:              settings.Temporal.Namespace,
		Version:                version,
		Console:                console.Assets(),
		Log:                    log,
	})
}
