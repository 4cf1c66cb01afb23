package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func TestDemoSignInIsOnlyWhereItMayBe(t *testing.T) {
	body := `{"login":"ada@example.com"}`
	for name, test := range map[string]struct {
		options    func(*Options)
		peer, host string
		forwarded  string
		status     int
	}{
		"off":                         {func(o *Options) { o.DemoSignIn = false }, "127.0.0.1:5000", "localhost:8080", "", 404},
		"from elsewhere":              {nil, "192.0.2.7:5000", "localhost:8080", "", 404},
		"under a name made elsewhere": {nil, "127.0.0.1:5000", "rebound.example:8080", "", 404},
		"through a proxy":             {nil, "127.0.0.1:5000", "localhost:8080", "203.0.113.9", 404},
		"everywhere is off as well":   {func(o *Options) { o.DemoSignIn, o.DemoSignInFromAnywhere = false, true }, "192.0.2.7:5000", "x", "", 404},
		"on this machine":             {nil, "127.0.0.1:5000", "localhost:8080", "", 200},
		"on this machine, IPv6":       {nil, "[::1]:5000", "[::1]:8080", "", 200},
		"from everywhere":             {func(o *Options) { o.DemoSignInFromAnywhere = true }, "192.0.2.7:5000", "demo.example", "", 200},
	} {
		t.Run(name, func(t *testing.T) {
			var changes []func(*Options)
			if test.options != nil {
				changes = append(changes, test.options)
			}
			h := newHouse(t, changes...)
			for _, path := range []string{"/session", "/demo/people"} {
				request := httptest.NewRequest("GET", basePath+path, nil)
				if path == "/session" {
					request = httptest.NewRequest("POST", basePath+path, strings.NewReader(body))
					request.Header.Set("Content-Type", "application/json")
				}
				request.RemoteAddr, request.Host = test.peer, test.host
				if test.forwarded != "" {
					request.Header.Set("X-Forwarded-For", test.forwarded)
				}
				recorder := httptest.NewRecorder()
				h.server.Handler().ServeHTTP(recorder, request)
				if recorder.Code != test.status {
					t.Errorf("%s answered %d, not %d: %s", path, recorder.Code, test.status, recorder.Body)
				}
				if test.status != 200 && recorder.Header().Get("Set-Cookie") != "" {
					t.Errorf("%s set a cookie", path)
				}
			}
		})
	}
}

func TestWhoCannotSignIn(t *testing.T) {
	h := newHouse(t)
	for _, login := range []string{"gone@example.com", "nobody@example.com"} {
		h.call("", "POST", "/session", map[string]any{"login": login}).refused("invalid", "login")
	}
}

func TestSignInMakesANewSessionAndEndsTheOldOne(t *testing.T) {
	h := newHouse(t)
	signIn := func(cookie *http.Cookie) *http.Cookie {
		request, _ := http.NewRequest("POST", h.http.URL+basePath+"/session", strings.NewReader(`{"login":"ada@example.com"}`))
		request.Header.Set("Content-Type", "application/json")
		if cookie != nil {
			request.AddCookie(cookie)
		}
		set := h.send(request).expect(200).header.Get("Set-Cookie")
		parsed, err := http.ParseSetCookie(set)
		if err != nil || !parsed.HttpOnly || parsed.SameSite != http.SameSiteLaxMode || parsed.Name != "curfew" || parsed.Path != "/" {
			t.Fatalf("cookie %q: %v", set, err)
		}
		if left := time.Until(parsed.Expires); left < sessionLife-time.Minute || left > sessionLife {
			t.Fatalf("the session lasts %s", left)
		}
		return parsed
	}
	session := func(cookie *http.Cookie) int {
		request, _ := http.NewRequest("GET", h.http.URL+basePath+"/session", nil)
		request.AddCookie(cookie)
		return h.send(request).status
	}
	planted := &http.Cookie{Name: "curfew", Value: "planted"}
	first := signIn(planted)
	if first.Value == "planted" || session(planted) != 401 || session(first) != 200 {
		t.Fatal("a planted token was taken over")
	}
	second := signIn(first)
	if second.Value == first.Value || session(first) != 401 || session(second) != 200 {
		t.Fatal("the old session outlived the new sign-in")
	}
}

func TestASecureSessionHasAHostCookie(t *testing.T) {
	h := newHouse(t, func(o *Options) { o.PublicURL = "https://curfew.example.com" })
	set := h.call("", "POST", "/session", map[string]any{"login": "ada@example.com"}).expect(200).header.Get("Set-Cookie")
	if !strings.HasPrefix(set, "__Host-curfew=") || !strings.Contains(set, "Secure") || strings.Contains(set, "Domain") {
		t.Fatal(set)
	}
}

func TestSignOutRevokes(t *testing.T) {
	h := newHouse(t)
	answer := h.call("ada", "DELETE", "/session", nil).expect(204)
	if set := answer.header.Get("Set-Cookie"); !strings.Contains(set, "Max-Age=0") {
		t.Fatalf("the cookie stays: %q", set)
	}
	h.call("ada", "GET", "/session", nil).refused("unauthorized", "")
	if actions := h.records.actions(); actions[len(actions)-1] != "session.ended" {
		t.Fatal(actions)
	}
}

func TestWhoLeavesLosesTheirSession(t *testing.T) {
	h := newHouse(t)
	h.call("mara", "GET", "/session", nil).expect(200)
	h.records.change(func() { h.records.people[1].Status = access.Inactive })
	h.call("mara", "POST", "/approvals/"+approveID+"/decisions", map[string]any{"id": strangeID, "verdict": "approve"}).refused("unauthorized", "")
	h.untouched()
	h.records.change(func() { h.records.people[1].Status = access.Active })
	h.call("mara", "GET", "/session", nil).refused("unauthorized", "")
}

func TestSessionTokensAreNotStored(t *testing.T) {
	h := newHouse(t)
	token := h.as("ada")
	if _, found, err := h.server.signIns.manager.Store.Find(token); found || err != nil {
		t.Fatal("the store has the token itself")
	}
	if id, _, err := h.server.signIns.person(context.Background(), token); id != "ada" || err != nil {
		t.Fatal(id, err)
	}
}

func TestSessionTellsRoles(t *testing.T) {
	h := newHouse(t)
	for who, role := range map[string]string{"root": "admin", "audrey": "auditor", "nina": "owner"} {
		if got := h.call(who, "GET", "/session", nil).expect(200).text("roles", 0); got != role {
			t.Errorf("%s is %q", who, got)
		}
	}
	if n := h.call("ada", "GET", "/session", nil).count("roles"); n != 0 {
		t.Errorf("ada has %d roles", n)
	}
	people := h.call("", "GET", "/demo/people", nil).expect(200)
	if people.count("items") != 7 || people.text("items", 0, "manager") != "Mara Lindgren" {
		t.Errorf("%s", people.body)
	}
}
