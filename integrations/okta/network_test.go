package okta_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/integrations/okta"
	"github.com/curfewhq/curfew/integrations/okta/oktasim"
	"github.com/curfewhq/curfew/internal/access"
)

// against is a connector to something that answers like that instead of Okta.
func against(t *testing.T, handle http.HandlerFunc) *okta.Connector {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	connector, err := okta.New(okta.Config{OrgURL: server.URL, Token: token, Insecure: true, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return connector
}

var anybody = access.Key{Connector: "okta", Subject: "00u1", Resource: "group/00g1"}

func TestWhatIsNotOktaNeverEndsOrGivesAnything(t *testing.T) {
	for name, handle := range map[string]http.HandlerFunc{
		"a proxy's 404": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no such site", http.StatusNotFound) },
		"a proxy's 403": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "blocked", http.StatusForbidden) },
		"a login page":  func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>sign in</html>")) },
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://elsewhere.example/", http.StatusFound)
		},
		"nothing": func(http.ResponseWriter, *http.Request) {},
		"null": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte("null"))
		},
		"half an answer": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte(`[{"id":`))
		},
		"a broken link": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Link", `<http://[::1>; rel="next"`)
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte("[]"))
		},
		"something that knows only one group": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			switch r.URL.Path {
			case "/api/v1/users/00u1/groups", "/api/v1/groups/rules":
				_, _ = w.Write([]byte("[]"))
			case "/api/v1/groups/00g1":
				_, _ = w.Write([]byte(`{"id":"00g1","type":"OKTA_GROUP"}`))
			case "/api/v1/users/00u1":
				_, _ = w.Write([]byte("null"))
			default:
				http.Error(w, "null", http.StatusBadGateway)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			connector := against(t, handle)
			for _, key := range []access.Key{anybody, {Connector: "okta", Subject: "00u1", Resource: "app/0oa1"}} {
				_, err := connector.Deprovision(t.Context(), key)
				var unknown *integrations.Unknown
				if !errors.As(err, &unknown) {
					t.Errorf("deprovisioning %s: want an unknown outcome, got %T %v", key, err, err)
				}
				if _, err = connector.Provision(t.Context(), key, access.Holding{Present: true}); !errors.As(err, &unknown) {
					t.Errorf("provisioning %s: want an unknown outcome, got %T %v", key, err, err)
				}
			}
		})
	}
}

func TestTheTokenFollowsNoRedirect(t *testing.T) {
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	connector := against(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", other.URL+r.URL.Path)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	if err := connector.Check(t.Context()); err == nil || elsewhere.Load() != 0 {
		t.Fatalf("want an error and no call elsewhere, got %v and %d", err, elsewhere.Load())
	}
}

func TestAnEmptyAnswerIsNotAnEmptyDirectory(t *testing.T) {
	for _, body := range []string{"", "null"} {
		connector := against(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(body))
		})
		if err := importing(t.Context(), connector); err == nil {
			t.Errorf("%q was taken for a directory with nobody in it", body)
		}
		if err := connector.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "not as an Okta organisation") {
			t.Errorf("%q was taken for Okta: %v", body, err)
		}
	}
}

func TestAClosedConnectionIsNotTriedAgain(t *testing.T) {
	o := brightwater(t)
	o.fault(oktasim.Fault{Method: "POST", Drop: oktasim.DropBefore})
	_, err := o.connector.Provision(t.Context(), o.key(people[0], "app/"+oktasim.AppSalesforce), present)
	var unknown *integrations.Unknown
	if !errors.As(err, &unknown) {
		t.Fatalf("want an unknown outcome, got %v", err)
	}
	posts := 0
	for _, request := range o.sim.Requests() {
		if request.Method == "POST" {
			posts++
		}
	}
	if posts != 1 {
		t.Fatalf("the call was made %d times", posts)
	}
}

func TestTheTimeoutOfACallBoundsItWithoutADeadline(t *testing.T) {
	hang := make(chan struct{})
	connector := against(t, func(http.ResponseWriter, *http.Request) { <-hang })
	defer close(hang)
	_, err := connector.ReadBack(t.Context(), anybody, nil)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("want it to end by its timeout, got %v", err)
	}
}

func TestACheckSaysWhatIsWrongAndHowToMendIt(t *testing.T) {
	unreachable, err := okta.New(okta.Config{OrgURL: "http://127.0.0.1:1", Token: token, Insecure: true})
	if err != nil {
		t.Fatal(err)
	}
	o := brightwater(t)
	for says, connector := range map[string]*okta.Connector{
		"cannot be reached":             unreachable,
		"not as an Okta organisation":   against(t, http.NotFound),
		"does not accept the API token": o.connect(okta.Config{OrgURL: o.url, Token: "wrong", Insecure: true}),
	} {
		if err := connector.Check(t.Context()); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), token) {
			t.Errorf("want a sentence with %q, got %v", says, err)
		}
	}
	for route, says := range map[string]string{
		"/api/v1/users": "may not read users", "/api/v1/groups": "may not read groups",
		"/api/v1/groups/rules": "may not read group rules", "/api/v1/apps": "may not read applications",
	} {
		o.fault(oktasim.Fault{Route: route, Method: "GET", Status: 403, Times: 1})
		if err := o.connector.Check(t.Context()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("want a sentence with %q, got %v", says, err)
		}
	}
}
