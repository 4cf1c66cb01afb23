package client

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Problem is a no from the server (RFC 9457).
type Problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
	Field  string `json:"field"`
}

func (p *Problem) Error() string { return p.Detail }

// Unreachable says that no answer came from a Curfew server, so that what was
// asked may or may not have happened.
type Unreachable struct {
	Server string
	Why    string
}

func (u *Unreachable) Error() string {
	return fmt.Sprintf("%s does not answer as a Curfew server (%s): is it running there? --server or CURFEW_SERVER names another one", u.Server, u.Why)
}

// problemOf reads a refusal; an answer that is none comes from somebody else.
func (c *Client) problemOf(response *http.Response, body []byte) error {
	var problem Problem
	isProblem := strings.HasPrefix(response.Header.Get("Content-Type"), "application/problem+json")
	if !isProblem || json.Unmarshal(body, &problem) != nil || problem.Detail == "" {
		return &Unreachable{c.server, "HTTP " + response.Status}
	}
	problem.Status = response.StatusCode
	return &problem
}
