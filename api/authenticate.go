package api

import (
	"context"
	"time"

	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"

	"github.com/curfewhq/curfew/internal/access"
)

var (
	errSignIn   = access.Refuse(access.CodeUnauthorized, "Sign in first.")
	errOver     = access.Refuse(access.CodeUnauthorized, "Your session is over. Sign in again.")
	errInactive = access.Refuse(access.CodeUnauthorized, "Your account is not active any more.")
)

// authenticate finds out who is calling. Operations that the contract does not
// make public go no further for anybody else than an active person.
func (s *Server) authenticate(route *routers.Route) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(ec echo.Context) error {
			c := callOf(ec.Request().Context())
			if public(route) {
				c.token = s.signIns.cookieToken(ec.Request())
				return next(ec)
			}
			token := s.signIns.token(ec.Request())
			if token == "" {
				return errSignIn
			}
			me, since, err := s.signedIn(ec.Request().Context(), token)
			if err != nil {
				return err
			}
			c.token, c.me, c.since = token, me, since
			c.seen.people[me.ID] = me
			return next(ec)
		}
	}
}

// signedIn is the active person whose session the token is, and since when. Somebody
// who is not active any more loses the session as well.
func (s *Server) signedIn(ctx context.Context, token string) (access.Person, time.Time, error) {
	id, since, err := s.signIns.person(ctx, token)
	if err != nil {
		return access.Person{}, since, err
	}
	if id == "" {
		return access.Person{}, since, errOver
	}
	me, err := s.records.Person(ctx, id)
	if err != nil && !missing(err) {
		return access.Person{}, since, err
	}
	if err != nil || me.Status != access.Active {
		if err := s.signIns.end(ctx, token); err != nil {
			return access.Person{}, since, err
		}
		return access.Person{}, since, errInactive
	}
	return me, since, nil
}
