package api

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// codeInternal is for what went wrong on our side; its problem says no more than
// an id that is in the log.
const codeInternal access.Code = "internal"

// kind is how a code looks over HTTP.
type kind struct {
	status int
	title  string
}

// kinds is the one table from reasons to statuses.
var kinds = map[access.Code]kind{
	access.CodeInvalid:        {http.StatusBadRequest, "That is not valid"},
	access.CodeTooLong:        {http.StatusBadRequest, "That is too long"},
	access.CodeUnauthorized:   {http.StatusUnauthorized, "Not signed in"},
	access.CodeForbidden:      {http.StatusForbidden, "Not allowed"},
	access.CodeOwnRequest:     {http.StatusForbidden, "Your own request"},
	access.CodeNotAsked:       {http.StatusForbidden, "You are not asked"},
	access.CodeNotVisible:     {http.StatusForbidden, "Not offered to you"},
	access.CodeNotFound:       {http.StatusNotFound, "Not found"},
	access.CodeConflict:       {http.StatusConflict, "That conflicts with what is there"},
	access.CodeDuplicate:      {http.StatusConflict, "Asked for already"},
	access.CodeAlreadyDecided: {http.StatusConflict, "Decided already"},
	access.CodeAlreadyClosed:  {http.StatusConflict, "Closed already"},
	access.CodeOutsideHours:   {http.StatusConflict, "Not at this hour"},
	access.CodeTooOften:       {http.StatusConflict, "Asked too often"},
	access.CodeNoSeat:         {http.StatusConflict, "No seat is free"},
	access.CodeNotTogether:    {http.StatusConflict, "Not together with what is held"},
	access.CodeReviewOverdue:  {http.StatusConflict, "A review is overdue"},
	access.CodeSignInAgain:    {http.StatusForbidden, "Sign in again"},
	access.CodeNotExtendable:  {http.StatusConflict, "It cannot be made longer"},
	access.CodeBlocked:        {http.StatusConflict, "Blocked for now"},
	access.CodeUnavailable:    {http.StatusServiceUnavailable, "Not available just now"},
	codeInternal:              {http.StatusInternalServerError, "Something went wrong"},
}

// misfit is a refusal about HTTP itself, whose status its code does not tell.
type misfit struct {
	status  int
	refusal *access.Refusal
}

func (m *misfit) Error() string { return m.refusal.Message }

// problemOf says what a caller is told about an error, and whether it was one
// that nobody expected and that therefore belongs into the log.
func problemOf(err error, callID string) (problem gen.Problem, unexpected bool) {
	var misfits *misfit
	var many *several
	var refusal *access.Refusal
	var routing *echo.HTTPError
	var tooMuch *http.MaxBytesError
	var unproved *unproved
	status := 0
	switch {
	case errors.As(err, &misfits):
		refusal, status = misfits.refusal, misfits.status
	case errors.As(err, &refusal):
	case errors.As(err, &tooMuch):
		refusal, status = tooLarge(tooMuch.Limit).refusal, http.StatusRequestEntityTooLarge
	case errors.As(err, &routing) && routing.Code < http.StatusInternalServerError:
		refusal, status = routingRefusal(routing.Code), routing.Code
	default:
		unexpected = true
		refusal = access.Refuse(codeInternal, "Something went wrong on our side. If it happens again, tell an administrator this id: %s", callID)
	}
	known, ok := kinds[refusal.Code]
	if !ok {
		known, unexpected = kinds[codeInternal], true
	}
	if status == 0 {
		status = known.status
	}
	problem = gen.Problem{
		Type:     "urn:curfew:problem:" + string(refusal.Code),
		Title:    known.title,
		Status:   status,
		Detail:   refusal.Message,
		Code:     string(refusal.Code),
		Field:    refusal.Field,
		Instance: "call/" + callID,
	}
	if errors.As(err, &unproved) {
		problem.Problems = problemsOf(unproved.problems)
	}
	if errors.As(err, &many) {
		for _, each := range many.refusals {
			problem.Errors = append(problem.Errors, gen.FieldProblem{Field: each.Field, Message: each.Message})
		}
	}
	return problem, unexpected
}

func routingRefusal(status int) *access.Refusal {
	switch status {
	case http.StatusNotFound:
		return access.Refuse(access.CodeNotFound, "There is nothing at this address.")
	case http.StatusMethodNotAllowed:
		return access.Refuse(access.CodeInvalid, "This address does not take that method.")
	default:
		return access.Refuse(access.CodeInvalid, "The request could not be read.")
	}
}

func writeProblem(w http.ResponseWriter, problem gen.Problem) {
	if problem.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(problem.Status)
	_ = json.NewEncoder(w).Encode(problem) // nobody is left to tell
}
