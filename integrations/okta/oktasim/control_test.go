package oktasim

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestTheControlAPIAnswersToThisMachineOnly(t *testing.T) {
	o := brightwater(t)
	for name, change := range map[string]func(*http.Request){
		"another machine":         func(r *http.Request) { r.RemoteAddr = "192.0.2.7:1234" },
		"a name that points here": func(r *http.Request) { r.Host = "evil.example:8081" },
		"a web page":              func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") },
	} {
		request := httptest.NewRequest("POST", "http://127.0.0.1/_sim/faults", strings.NewReader(`[{"status":500}]`))
		request.RemoteAddr = "127.0.0.1:1234"
		change(request)
		recorder := httptest.NewRecorder()
		o.sim.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusForbidden || len(o.sim.faults.List()) != 0 {
			t.Errorf("%s: %d %s", name, recorder.Code, recorder.Body)
		}
	}
}

func TestFaultsAreOrderedAndTheirCallsSeenOverHTTP(t *testing.T) {
	o := brightwater(t)
	o.want(400, "", "POST", "/_sim/faults", []any{map[string]any{"status": 500, "typo": 1}})
	o.want(400, "", "POST", "/_sim/faults", []any{map[string]any{"route": "/nowhere", "status": 500}})
	o.want(200, "", "POST", "/_sim/faults", []any{
		map[string]any{"route": "/api/v1/users", "method": "GET", "times": 1, "status": 429, "reset_seconds": 7, "latency_ms": 1},
		map[string]any{"method": "PUT", "late_ms": 3_600_000, "times": 1},
	})
	got := o.want(429, "E0000047", "GET", "/api/v1/users", nil)
	if got.header.Get("X-Rate-Limit-Remaining") != "0" {
		t.Errorf("got %v", got.header)
	}
	if _, err := o.try("PUT", "/api/v1/groups/"+GroupDemoLounge+"/users/"+UserID(LoginAdaLindqvist), nil); err == nil {
		t.Error("an answer arrived")
	}
	if landed := o.want(200, "", "POST", "/_sim/land", nil).object()["landed"]; landed != 1.0 {
		t.Errorf("%v landed", landed)
	}
	if seen := o.want(200, "", "GET", "/_sim/requests", nil).list(); len(seen) != 3 {
		t.Errorf("saw %v", seen)
	}
	o.want(204, "", "DELETE", "/_sim/requests", nil)
	o.want(204, "", "DELETE", "/_sim/faults", nil)
	if len(o.want(200, "", "GET", "/_sim/requests", nil).list())+len(o.want(200, "", "GET", "/_sim/faults", nil).list()) != 0 {
		t.Error("they were not forgotten")
	}
	o.want(404, "", "GET", "/_sim/nothing", nil)
}
