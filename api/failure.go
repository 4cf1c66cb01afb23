package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
)

// fail answers a call with a problem. What nobody expected is logged under the
// call's id, and the caller learns nothing but that id.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	id := callOf(r.Context()).id
	problem, unexpected := problemOf(err, id)
	if unexpected && !errors.Is(err, context.Canceled) {
		s.log.Error("unexpected error", "call", id, "method", r.Method, "path", r.URL.Path, "error", err)
	}
	writeProblem(w, problem)
}

// failEcho is fail for what comes out of echo; an answer that has begun stays.
func (s *Server) failEcho(err error, c echo.Context) {
	if c.Response().Committed {
		s.log.Debug("answer broken off", "call", callOf(c.Request().Context()).id, "error", err)
		return
	}
	s.fail(c.Response(), c.Request(), err)
}
