package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
)

// sessionLife is how long a sign-in lasts, whatever happens in between.
const sessionLife = 12 * time.Hour

// Where a session says whose it is, and when they signed in (seconds since 1970).
const (
	personKey = "person"
	sinceKey  = "since"
)

// signIns keeps who is signed in. A session lives on the server, so that it can be
// revoked; its token is the same in the cookie and as a bearer token.
type signIns struct {
	manager *scs.SessionManager
	cookie  http.Cookie // all but value and expiry
}

func newSignIns(store Sessions, secure bool) *signIns {
	manager := scs.New()
	manager.Store = store
	manager.Lifetime = sessionLife
	manager.HashTokenInStore = true
	name := "curfew"
	if secure {
		name = "__Host-curfew"
	}
	cookie := http.Cookie{Name: name, Path: "/", HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode} //nolint:gosec // Secure wherever the address is https; plain http is for loopback
	return &signIns{manager: manager, cookie: cookie}
}

// token is the session's token that a request carries; a bearer token goes before
// a cookie.
func (s *signIns) token(r *http.Request) string {
	scheme, token, found := strings.Cut(r.Header.Get("Authorization"), " ")
	if found && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token)
	}
	return s.cookieToken(r)
}

func (s *signIns) cookieToken(r *http.Request) string {
	cookie, err := r.Cookie(s.cookie.Name)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// begin makes a session for the person under a token that nobody has seen before;
// the session of the old token, if any, is over.
func (s *signIns) begin(ctx context.Context, old, personID string, at time.Time) (token string, until time.Time, err error) {
	if ctx, err = s.manager.Load(ctx, old); err != nil {
		return "", time.Time{}, err
	}
	if err = s.manager.RenewToken(ctx); err != nil {
		return "", time.Time{}, err
	}
	s.manager.Put(ctx, personKey, personID)
	s.manager.Put(ctx, sinceKey, at.Unix())
	return s.manager.Commit(ctx)
}

// person says whose session a token is, empty where it is nobody's (any more), and
// when they signed in; zero where that is not known.
func (s *signIns) person(ctx context.Context, token string) (id string, since time.Time, err error) {
	ctx, err = s.manager.Load(ctx, token)
	if err != nil {
		return "", time.Time{}, err
	}
	if seconds := s.manager.GetInt64(ctx, sinceKey); seconds > 0 {
		since = time.Unix(seconds, 0).UTC()
	}
	return s.manager.GetString(ctx, personKey), since, nil
}

// end revokes the session; ending what is over already changes nothing.
func (s *signIns) end(ctx context.Context, token string) error {
	ctx, err := s.manager.Load(ctx, token)
	if err != nil {
		return err
	}
	return s.manager.Destroy(ctx)
}

// cookieWith is the session cookie with a value until a moment; without a value it
// removes the cookie.
func (s *signIns) cookieWith(value string, until time.Time) *http.Cookie {
	cookie := s.cookie //nolint:gosec // see newSignIns
	cookie.Value, cookie.Expires = value, until
	if value == "" {
		cookie.Expires, cookie.MaxAge = time.Unix(1, 0), -1
	}
	return &cookie
}
