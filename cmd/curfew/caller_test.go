package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// deadAddress is one that nobody listens on.
func deadAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

func TestUnreachableServers(t *testing.T) {
	other := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(other.Close)
	elsewhere := httptest.NewServer(http.RedirectHandler("http://example.com", http.StatusFound))
	t.Cleanup(elsewhere.Close)
	for name, server := range map[string]string{"nobody": "http://" + deadAddress(t), "another program": other.URL, "a redirect": elsewhere.URL} {
		got := typed(t, []string{"CURFEW_TOKEN=topsecret"}, "request", "--server", server)
		if got.code != exitUnreachable || !strings.Contains(got.err, server) || !strings.Contains(got.err, "--server") {
			t.Errorf("%s: %+v", name, got)
		}
		if strings.Contains(got.err, "topsecret") {
			t.Errorf("%s: the token was printed", name)
		}
	}
}

func TestTokenInsteadOfSignIn(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /offers": offers()})
	got := typed(t, []string{"CURFEW_SERVER=" + curfew.http.URL, "CURFEW_TOKEN=t"}, "request")
	if got.code != exitOK || len(curfew.calls) != 1 {
		t.Errorf("%+v, %v", got, curfew.calls)
	}
}

func TestSignsOutAgain(t *testing.T) {
	curfew := serving(t, map[string]answer{"GET /offers": offers()})
	curfew.as("request")
	if last := curfew.calls[len(curfew.calls)-1]; last != "DELETE /session" {
		t.Errorf("the last call was %s", last)
	}
	if !strings.Contains(curfew.calls[1], "ada.lindqvist@brightwater.example") {
		t.Errorf("the short login was not completed: %v", curfew.calls)
	}
}

func TestInterruptEndsWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	looks := 0
	err := poll(ctx, func() (bool, error) {
		looks++
		cancel()
		return false, nil
	})
	if err == nil || looks != 1 {
		t.Errorf("%d looks, %v", looks, err)
	}
}
