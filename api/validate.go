package api

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// maxBody is far above any form and far below what would hurt.
const maxBody = 1 << 20

// maxDocument is the same for a definition: JSON may write each of its bytes as six.
const maxDocument = 6*builder.MaxDefinitionBytes + 64<<10

// documents are the operations that take a definition.
var documents = map[string]bool{"saveDraft": true, "checkDefinition": true}

func mostBytes(operation string) int64 {
	if documents[operation] {
		return maxDocument
	}
	return maxBody
}

func tooLarge(limit int64) *misfit {
	return &misfit{http.StatusRequestEntityTooLarge, access.Refuse(access.CodeInvalid, "The request is larger than %d KiB.", limit>>10)}
}

// formats are checked beyond what the validator knows by itself.
var formats = []openapi3.SchemaValidationOption{
	openapi3.WithStringFormatValidator("uuid",
		openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC9562)),
	openapi3.WithStringFormatValidator("date-time", openapi3.NewCallbackValidator(func(text string) error {
		_, err := time.Parse(time.RFC3339, text)
		return err
	})),
}

// validate lets an operation see only what the contract allows. It runs after
// authentication and before authorisation.
func validate(route *routers.Route) echo.MiddlewareFunc {
	options := &openapi3filter.Options{
		AuthenticationFunc:      openapi3filter.NoopAuthenticationFunc,
		KeepValidatedValue:      true,
		SchemaValidationOptions: formats,
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			params := map[string]string{}
			for _, name := range c.ParamNames() {
				params[name] = c.Param(name)
			}
			if err := checkText(params, c); err != nil {
				return err
			}
			if err := checkBody(route, c); err != nil {
				return err
			}
			err := openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
				Request: r, PathParams: params, QueryParams: c.QueryParams(), Route: route, Options: options,
			})
			if err != nil {
				return inWords(err)
			}
			if body, ok := r.Body.(interface{ ValidatedValue() any }); ok {
				if refusal := checkStrings("", body.ValidatedValue()); refusal != nil {
					return refusal
				}
			}
			if refusal := checkQuery(route, c); refusal != nil {
				return refusal
			}
			return next(c)
		}
	}
}

// checkBody bounds the body and refuses what is not one JSON document: the
// validator would look at the first of several and leave the rest.
func checkBody(route *routers.Route, c echo.Context) error {
	r := c.Request()
	limit := mostBytes(route.Operation.OperationID)
	if r.ContentLength > limit {
		c.Response().Header().Set("Connection", "close")
		return tooLarge(limit)
	}
	r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
	if route.Operation.RequestBody == nil {
		return nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return &misfit{http.StatusUnsupportedMediaType, access.Refuse(access.CodeInvalid,
			"This takes application/json; say so in Content-Type.")}
	}
	data, err := io.ReadAll(r.Body)
	switch {
	case err != nil:
		return inWords(err)
	case len(data) == 0:
		return access.Refuse(access.CodeInvalid, "The request has no body; this needs a JSON object.")
	case !utf8.Valid(data): // reading it would put other characters in the place of these
		return access.Refuse(access.CodeInvalid, "The body is not UTF-8.")
	case !json.Valid(data):
		return errNotJSON
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

var errNotJSON = access.Refuse(access.CodeInvalid, "The body is not readable JSON.")

// checkQuery refuses parameters that the operation does not have, and those given
// twice: a misspelt filter must not look like no filter.
func checkQuery(route *routers.Route, c echo.Context) error {
	for name, values := range c.QueryParams() {
		if route.Operation.Parameters.GetByInAndName(openapi3.ParameterInQuery, name) == nil {
			return access.Refuse(access.CodeInvalid, "There is no parameter %q here.", shorten(name)).At(shorten(name))
		}
		if len(values) > 1 {
			return access.Refuse(access.CodeInvalid, "%q is given %d times; give it once.", name, len(values)).At(name)
		}
	}
	return nil
}
