package api

import (
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestWhoIsCalling(t *testing.T) {
	proxy := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, test := range []struct {
		proxies              []netip.Prefix
		peer, forwarded, who string
	}{
		{nil, "192.0.2.7:1", "127.0.0.1", "192.0.2.7"},
		{nil, "10.1.1.1:1", "198.51.100.4", "10.1.1.1"},
		{proxy, "192.0.2.7:1", "127.0.0.1", "192.0.2.7"},
		{proxy, "127.0.0.1:1", "198.51.100.4", "127.0.0.1"},
		{proxy, "10.1.1.1:1", "198.51.100.4", "198.51.100.4"},
		{proxy, "10.1.1.1:1", "127.0.0.1, 198.51.100.4, 10.2.2.2", "198.51.100.4"},
	} {
		request := httptest.NewRequest("GET", "/", nil)
		request.RemoteAddr = test.peer
		request.Header.Set("X-Forwarded-For", test.forwarded)
		if who := callerFrom(test.proxies)(request); who != test.who {
			t.Errorf("%s saying %q is %q, not %q", test.peer, test.forwarded, who, test.who)
		}
	}
}
