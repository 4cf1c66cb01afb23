package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
	"github.com/curfewhq/curfew/internal/config"
)

// Finding is how one connection is.
type Finding struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Detail is a sentence: what is wrong and how to mend it, or what was seen.
	Detail string `json:"detail"`
}

// patience is how long each connection has to answer.
const patience = 5 * time.Second

// Examine looks at everything, also where something before it is wrong.
func Examine(ctx context.Context, settings config.Config) []Finding {
	findings := examineDatabase(ctx, settings.Database)
	findings = append(findings, examineTemporal(ctx, settings.Temporal)...)
	return append(findings, examineOkta(ctx, settings.Okta))
}

func examineDatabase(ctx context.Context, database config.Database) []Finding {
	if database.Driver == config.SQLite {
		if _, err := os.Stat(database.Path); errors.Is(err, fs.ErrNotExist) {
			// Opening it would make it.
			return []Finding{wrong("database", fmt.Errorf("the file %s does not exist: run `curfew migrate`, or correct database.path (CURFEW_DATABASE_PATH)", database.Path))}
		}
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	record, err := wiring.Record(ctx, database)
	if err != nil {
		return []Finding{wrong("database", err)}
	}
	defer func() { _ = record.Close() }() // nothing was written
	return []Finding{
		finding("database", "It answers.", record.Ping(ctx)),
		finding("migrations", "The database is at the version this release needs.", record.Ready(ctx)),
	}
}

func examineTemporal(ctx context.Context, temporal config.Temporal) []Finding {
	connection, err := wiring.Temporal(temporal, slog.New(slog.DiscardHandler))
	if err != nil {
		return []Finding{wrong("temporal", err)}
	}
	defer connection.Close()
	cluster := wiring.Cluster(connection, temporal)
	findings := []Finding{}
	for _, look := range []struct {
		name, well string
		at         func(context.Context) error
	}{
		{"temporal", "It answers at " + temporal.Address + tlsNote(temporal) + ".", cluster.Reach},
		{"namespace", fmt.Sprintf("%q is there.", temporal.Namespace), cluster.CheckNamespace},
		{"search attributes", "All of them can be used.", cluster.CheckAttributes},
	} {
		attempt, cancel := context.WithTimeout(ctx, patience)
		found := finding(look.name, look.well, look.at(attempt))
		cancel()
		findings = append(findings, found)
		if !found.OK {
			break // what comes after depends on it
		}
	}
	return findings
}

func tlsNote(temporal config.Temporal) string {
	if temporal.TLS.On {
		return " over TLS"
	}
	return ""
}

func examineOkta(ctx context.Context, organisation config.Okta) Finding {
	if organisation.OrgURL == "" {
		return wrong("okta", errors.New("no organisation is configured, so there is nothing to give access in: set CURFEW_OKTA_ORG_URL and CURFEW_OKTA_API_TOKEN"))
	}
	connector, err := wiring.Okta(organisation)
	if err != nil {
		return wrong("okta", err)
	}
	ctx, cancel := context.WithTimeout(ctx, 3*patience)
	defer cancel()
	return finding("okta", organisation.OrgURL+" answers and accepts the API token.", connector.Check(ctx))
}

func finding(name, well string, err error) Finding {
	if err != nil {
		return wrong(name, err)
	}
	return Finding{Name: name, OK: true, Detail: well}
}

func wrong(name string, err error) Finding {
	return Finding{Name: name, Detail: sentence(err.Error())}
}
