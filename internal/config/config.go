package config

import (
	"log/slog"
	"net/netip"
	"time"
)

// Config is everything that can be configured, checked.
type Config struct {
	Database Database
	Temporal Temporal
	HTTP     HTTP
	Worker   Worker
	Okta     Okta
	Publish  Publish
	Leavers  Leavers
	Late     Late
	Log      Log

	Reconcile Reconcile
	// What is told and asked outside, by the names that automations use.
	Hooks map[string]Endpoint
	Facts map[string]Endpoint
	// Events are the sources of signed events; only the secret of each is set.
	Events map[string]Endpoint
}

// The databases that Database.Driver names.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// Database is where the record is.
type Database struct {
	Driver string // SQLite or Postgres; without one, Postgres where there is a URL
	URL    Secret // Postgres's address with its password
	Path   string // SQLite's file
}

// Temporal is the cluster that the workflows run on.
type Temporal struct {
	Address   string // host:port of its frontend
	Namespace string
	APIKey    Secret
	UIURL     string // of its web UI, for links; empty for none
	TLS       TLS
}

// TLS is how the connection to Temporal is protected. The files are PEM.
type TLS struct {
	On         bool // set as well by any of the others, and by an API key
	CertFile   string
	KeyFile    string
	CAFile     string // instead of the system's authorities
	ServerName string // expected in the certificate instead of the address's host
}

// HTTP is how the API and the console are reached.
type HTTP struct {
	Address                string // to listen on
	PublicURL              string // as people's browsers see it; empty is plain HTTP
	DemoSignIn             bool   // lets people sign in as anybody, from this machine
	DemoSignInFromAnywhere bool   // and from everywhere else
	TrustedProxies         []netip.Prefix
}

// Worker is the process that runs the workflows.
type Worker struct {
	HealthAddress string // where it answers /healthz and /readyz
}

// Okta is the organisation that access is given in and people are read from.
type Okta struct {
	OrgURL      string // empty for none
	APIToken    Secret
	ImportEvery time.Duration // how often people are read again
}

// The automations whose publication a second admin has to confirm, as
// Publish.SecondAdmin names them.
const (
	SecondAdminNever    = "never"
	SecondAdminHighRisk = "high_risk"
)

// Publish is what publishing an automation needs.
type Publish struct {
	SecondAdmin string // SecondAdminHighRisk for those that give an entitlement of high risk
}

// Leavers is who gets a summary when somebody has become inactive, with everything
// that they held, when it ended and whether that is confirmed.
type Leavers struct {
	Tell  []string // TellManager, logins, and names of groups after TellGroup
	Hooks []string // names of Config.Hooks
}

// Late is who hears of an end that is not confirmed after 1, 5 and 15 minutes, besides
// the entitlement's owner and the admins.
type Late struct {
	Tell  []string // as Leavers.Tell, about whoever holds it; empty for nobody
	Hooks []string // names of Config.Hooks
}

// The words of Leavers.Tell and Late.Tell that are no logins.
const (
	TellManager = "manager" // of whoever left, or holds it
	TellGroup   = "group:"  // and then the group's name
)

// Reconcile is how often what Curfew gave is held against what is there.
type Reconcile struct {
	Every time.Duration // zero is never, unless somebody asks for it
}

// Log is what is written about the process itself.
type Log struct {
	Level  slog.Level
	Format string // "text" or "json"
}

// Defaults is the configuration where nothing is said.
func Defaults() Config {
	return Config{
		Database:  Database{Path: "data/curfew.db"},
		Temporal:  Temporal{Address: "127.0.0.1:7233", Namespace: "curfew"},
		HTTP:      HTTP{Address: "127.0.0.1:8080"},
		Worker:    Worker{HealthAddress: "127.0.0.1:8082"},
		Okta:      Okta{ImportEvery: 5 * time.Minute},
		Publish:   Publish{SecondAdmin: SecondAdminNever},
		Leavers:   Leavers{Tell: []string{TellManager}},
		Reconcile: Reconcile{Every: 15 * time.Minute},

		Log: Log{Level: slog.LevelInfo, Format: "text"},
	}
}
