package api

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// Server answers HTTP. Make it with New; it is safe for concurrent use.
type Server struct {
	options Options
	records Records
	engine  Engine
	clock   func() time.Time
	log     *slog.Logger

	caller   func(*http.Request) string
	signIns  *signIns
	contract contract
	allowed  map[string]rule // by operation id
	hub      *hub
	handler  http.Handler
}

// operations answers the contract's operations.
type operations struct{ *Server }

// New checks the options and the contract and builds a server. It starts nothing
// and reads nothing; an operation without an authorisation rule is an error.
func New(options Options) (*Server, error) {
	options, err := options.complete()
	if err != nil {
		return nil, err
	}
	operations, err := loadContract()
	if err != nil {
		return nil, err
	}
	s := &Server{
		options:  options,
		records:  options.Records,
		engine:   options.Engine,
		clock:    options.Clock,
		log:      options.Log,
		caller:   callerFrom(options.TrustedProxies),
		signIns:  newSignIns(options.Sessions, options.secure()),
		contract: operations,
		hub:      newHub(options.Records, options.Log),
	}
	s.allowed = s.rules()
	if s.handler, err = s.layers(); err != nil {
		return nil, err
	}
	return s, nil
}

// Handler serves /api/v1, the health pages and the console. Time limits for
// reading and writing are for the http.Server; event streams extend their own.
func (s *Server) Handler() http.Handler { return s.handler }

// Close ends the event streams, so that a graceful shutdown need not wait for
// them: register it with http.Server.RegisterOnShutdown. A second call does nothing.
func (s *Server) Close() { s.hub.close() }

// layers puts the handlers inside each other, the first one outermost.
func (s *Server) layers() (http.Handler, error) {
	contractRoutes, err := s.routes()
	if err != nil {
		return nil, err
	}
	guard := http.NewCrossOriginProtection()
	if origin := s.options.origin(); origin != "" {
		if err := guard.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	// Who signs needs no session, so another site's page has none to borrow.
	guard.AddInsecureBypassPattern("POST " + basePath + "/hooks/events/{source}")
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, access.Refuse(access.CodeForbidden, "This was sent by another site's page and is refused."))
	}))

	console := s.console()
	rooms := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case strings.HasPrefix(path, "/api/"):
			contractRoutes.ServeHTTP(w, r)
		case path == "/healthz":
			s.healthz(w, r)
		case path == "/readyz":
			s.readyz(w, r)
		default:
			console.ServeHTTP(w, r)
		}
	})
	return s.observe(withHeaders(guard.Handler(rooms))), nil
}
