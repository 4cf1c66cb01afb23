package access

import "fmt"

// Code is the stable name of a reason for saying no, for programs.
type Code string

// The codes of the house. The API's table turns them into statuses, the CLI's
// into exit codes.
const (
	CodeInvalid        Code = "invalid"
	CodeNotFound       Code = "not_found"
	CodeForbidden      Code = "forbidden"
	CodeUnauthorized   Code = "unauthorized"
	CodeConflict       Code = "conflict"
	CodeUnavailable    Code = "unavailable" // not recorded; asking again with the same id is safe
	CodeOwnRequest     Code = "own_request"
	CodeNotAsked       Code = "not_asked"
	CodeAlreadyDecided Code = "already_decided"
	CodeAlreadyClosed  Code = "already_closed"
	CodeNotVisible     Code = "not_visible"
	CodeTooLong        Code = "too_long"
	CodeDuplicate      Code = "duplicate"
	CodeOutsideHours   Code = "outside_hours"  // not at this hour; the message names the next one
	CodeTooOften       Code = "too_often"      // asked too often, or too soon after a denial
	CodeNoSeat         Code = "no_seat"        // as many people hold it as may
	CodeNotTogether    Code = "not_together"   // may not be held together with something that is held
	CodeReviewOverdue  Code = "review_overdue" // an earlier use still has to be reviewed
	CodeSignInAgain    Code = "sign_in_again"  // this decision needs a sign-in that is not so long ago
	CodeNotExtendable  Code = "not_extendable" // not any more, or not by so much
	CodeBlocked        Code = "blocked"        // a kill switch stands
)

// Refusal is a no with its reason: a code for programs and a sentence for people
// that says what is wrong and where, and what to do.
type Refusal struct {
	Code    Code   `json:"code"`
	Field   string `json:"field,omitempty"` // where, for instance "answers.ticket"
	Message string `json:"message"`
}

func (r *Refusal) Error() string { return r.Message }

// Refuse makes a refusal; the message is a format.
func Refuse(code Code, message string, args ...any) *Refusal {
	return &Refusal{Code: code, Message: fmt.Sprintf(message, args...)}
}

// At is the same refusal, naming the field it is about.
func (r *Refusal) At(field string) *Refusal {
	copied := *r
	copied.Field = field
	return &copied
}
