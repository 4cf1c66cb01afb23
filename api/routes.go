package api

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/curfewhq/curfew/api/gen"
)

// routes builds the router of the contract's operations. Each passes, in this
// order, who is calling, what the contract allows, who may do it.
func (s *Server) routes() (http.Handler, error) {
	router := echo.New()
	router.HideBanner = true
	router.IPExtractor = s.caller
	router.HTTPErrorHandler = s.failEcho

	before := map[string][]echo.MiddlewareFunc{}
	for id, route := range s.contract {
		rule, ok := s.allowed[id]
		if !ok {
			return nil, fmt.Errorf("nobody has said who may call %s: add a rule to authorize.go", id)
		}
		if rule.public != public(route) {
			return nil, fmt.Errorf("authorize.go and openapi.yaml disagree on whether %s is public", id)
		}
		before[id] = []echo.MiddlewareFunc{s.authenticate(route), validate(route)}
		if id == receiveEvent {
			before[id] = []echo.MiddlewareFunc{s.verifyEvent, validate(route)}
		}
	}
	strict := gen.NewStrictHandler(&operations{s}, []gen.StrictMiddlewareFunc{s.authorize})
	gen.RegisterHandlersWithOptions(router, strict, gen.RegisterHandlersOptions{BaseURL: basePath, OperationMiddlewares: before})
	return router, nil
}
