package api

import (
	"net/http"
	"strings"
	"testing"
)

func TestConsole(t *testing.T) {
	h := newHouse(t)
	get := func(method, path string) *reply {
		request, _ := http.NewRequest(method, h.http.URL+path, nil)
		return h.send(request)
	}
	get("GET", "/assets/gone-1.js").expect(404)
	get("POST", "/").expect(405)
	for _, path := range []string{"/", "/index.html", "/inbox/" + approveID, "/x/../../etc/passwd"} {
		answer := get("GET", path).expect(200)
		if !strings.Contains(string(answer.body), "Curfew") || answer.header.Get("Cache-Control") != "no-cache" ||
			!strings.HasPrefix(answer.header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: %v %s", path, answer.header, answer.body)
		}
	}
	asset := get("GET", "/assets/app-1.js").expect(200)
	if !strings.Contains(asset.header.Get("Cache-Control"), "immutable") {
		t.Error(asset.header)
	}
	for header, value := range map[string]string{
		"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
	} {
		if asset.header.Get(header) != value {
			t.Errorf("%s: %q", header, asset.header.Get(header))
		}
	}
}

func TestWithoutAConsole(t *testing.T) {
	h := newHouse(t, func(o *Options) { o.Console = nil })
	request, _ := http.NewRequest("GET", h.http.URL+"/", nil)
	h.send(request).expect(404)
}
