package main

import (
	"errors"
	"net/http"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
)

// The exit codes, as the root command's help promises them.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitRefused     = 3
	exitNotFound    = 4
	exitUnreachable = 5
	exitChanges     = 6
)

const exitHelp = `Exit codes:
  0  done
  1  failed
  2  used wrongly: a flag, an argument, the configuration
  3  refused; the reason is on standard error
  4  there is no such thing
  5  the server could not be reached; asking again is safe
  6  something would change (of "apply --dry-run --exit-code" alone)`

// usage is an error of whoever typed the command.
type usage struct{ error }

func (u usage) Unwrap() error { return u.error }

// refusal is a no of this program, as a *client.Problem is one of the server.
type refusal struct{ error }

func (r refusal) Unwrap() error { return r.error }

// ended is an exit code without a further word: everything was said already.
type ended struct{ code int }

func (ended) Error() string { return "" }

func codeOf(err error) int {
	var wrong usage
	var silent ended
	var no refusal
	var problem *client.Problem
	var unreachable *client.Unreachable
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &silent):
		return silent.code
	case errors.As(err, &wrong):
		return exitUsage
	case errors.As(err, &unreachable):
		return exitUnreachable
	case errors.As(err, &no):
		return exitRefused
	case errors.As(err, &problem):
		return codeOfProblem(problem)
	default:
		return exitFailure
	}
}

func codeOfProblem(problem *client.Problem) int {
	switch {
	case problem.Status == http.StatusNotFound:
		return exitNotFound
	case problem.Status == http.StatusServiceUnavailable:
		return exitUnreachable
	case problem.Status >= http.StatusInternalServerError:
		return exitFailure
	default:
		return exitRefused
	}
}
