package okta

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// answer is an error as Okta answered it. Code is empty where the body was not
// one of Okta's: then something else answered in its place.
type answer struct {
	Status  int
	Code    string
	Summary string
}

func (a *answer) Error() string {
	if a.Code == "" {
		return fmt.Sprintf("the answer was HTTP %d and not one of Okta's", a.Status)
	}
	return fmt.Sprintf("Okta answered HTTP %d %s: %s", a.Status, a.Code, a.Summary)
}

// Codes that mean something of their own here:
// https://developer.okta.com/docs/reference/error-codes/
const (
	codeNotFound  = "E0000007"
	codeGranted   = "E0000046" // an assignment cannot be removed while a group grants the application
	codeForbidden = "E0000006"
)

func refusal(response *http.Response) error {
	content, _ := io.ReadAll(io.LimitReader(response.Body, longestError)) // what cannot be read is no error of Okta's
	drain(response.Body)
	var body struct {
		ErrorCode, ErrorSummary string
		ErrorCauses             []struct{ ErrorSummary string }
	}
	if json.Unmarshal(content, &body) != nil || !strings.HasPrefix(body.ErrorCode, "E0") {
		return &answer{Status: response.StatusCode}
	}
	parts := []string{strings.TrimRight(body.ErrorSummary, ". ")}
	for _, cause := range body.ErrorCauses {
		parts = append(parts, strings.TrimRight(cause.ErrorSummary, ". "))
	}
	return &answer{response.StatusCode, body.ErrorCode, strings.Join(parts, "; ")}
}
