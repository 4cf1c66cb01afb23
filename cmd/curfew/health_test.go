package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealth(t *testing.T) {
	answering := func(status int, body string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}))
		t.Cleanup(server.Close)
		return server.URL + "/readyz"
	}
	for name, test := range map[string]struct {
		url  string
		code int
		says string
	}{
		"nobody":      {"http://" + deadAddress(t) + "/readyz", exitUnreachable, "does not answer"},
		"a sick one":  {answering(http.StatusServiceUnavailable, "Temporal cannot be reached."), exitFailure, "Temporal cannot be reached."},
		"a wrong one": {answering(http.StatusNotFound, ""), exitFailure, "404"},
		"a well one":  {answering(http.StatusOK, "ready"), exitOK, ""},
	} {
		got := typed(t, nil, "health", "--url", test.url)
		if got.code != test.code || !strings.Contains(got.err, test.says) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
