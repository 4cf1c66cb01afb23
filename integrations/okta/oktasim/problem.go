package oktasim

import (
	"fmt"
	"net/http"
)

// problem is an error as Okta answers it. Codes, texts and statuses are of
// https://developer.okta.com/docs/reference/error-codes/
type problem struct {
	status  int
	code    string
	summary string
	causes  []string
}

func (p *problem) Error() string { return p.code + ": " + p.summary }

func notFound(id, what string) *problem {
	return &problem{http.StatusNotFound, "E0000007", fmt.Sprintf("Not found: Resource not found: %s (%s)", id, what), nil}
}

func invalid(what string, causes ...string) *problem {
	return &problem{http.StatusBadRequest, "E0000001", "Api validation failed: " + what, causes}
}

func wrongStatus() *problem {
	return &problem{http.StatusForbidden, "E0000038", "This operation is not allowed in the user's current status.", nil}
}

var (
	errMalformed = &problem{http.StatusBadRequest, "E0000003", "The request body was not well-formed.", nil}
	errForbidden = &problem{http.StatusForbidden, "E0000006", "You do not have permission to perform the requested action", nil}
	errNoPath    = &problem{http.StatusNotFound, "E0000008", "The requested path was not found", nil}
	errInternal  = &problem{http.StatusInternalServerError, "E0000009", "Internal Server Error", nil}
	errToken     = &problem{http.StatusUnauthorized, "E0000011", "Invalid token provided", nil}
	errActive    = &problem{http.StatusForbidden, "E0000016", "Activation failed because the user is already active", nil}
	errMethod    = &problem{http.StatusMethodNotAllowed, "E0000022", "The endpoint does not support the provided HTTP method", nil}
	errSearch    = &problem{http.StatusBadRequest, "E0000031", "Invalid search criteria.", nil}
	errTooMany   = &problem{http.StatusTooManyRequests, "E0000047", "API call exceeded rate limit due to too many requests.", nil}
	errGranted   = &problem{
		http.StatusForbidden, "E0000046", "Deactivate application for user forbidden.",
		[]string{"The application cannot be unassigned from the user while their group memberships grant them access."},
	}
)

func (p *problem) body(id string) map[string]any {
	causes := make([]any, len(p.causes))
	for i, cause := range p.causes {
		causes[i] = map[string]any{"errorSummary": cause}
	}
	return map[string]any{
		"errorCode": p.code, "errorSummary": p.summary, "errorLink": p.code, "errorId": id, "errorCauses": causes,
	}
}
