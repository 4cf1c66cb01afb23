package api

import (
	"net"
	"net/http"
	"net/netip"

	"github.com/labstack/echo/v4"
)

// callerFrom says who is calling: whoever opened the connection, or, where that
// is a trusted proxy, whom the proxy names.
func callerFrom(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, proxy := range proxies {
		_, network, err := net.ParseCIDR(proxy.Masked().String())
		if err == nil {
			trust = append(trust, echo.TrustIPRange(network))
		}
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

// isLocal tells whether a call was made on this machine to this machine. The
// Host is looked at so that no web page can reach us under a name of its own
// that resolves to loopback; a call through a proxy is never local.
func (s *Server) isLocal(r *http.Request, ip string) bool {
	if r.Header.Get("Forwarded") != "" || r.Header.Get("X-Forwarded-For") != "" {
		return false
	}
	peer, _, err := net.SplitHostPort(r.RemoteAddr)
	host, _, hostErr := net.SplitHostPort(r.Host)
	if hostErr != nil {
		host = r.Host
	}
	return err == nil && loopback(peer) && loopback(ip) && (host == "localhost" || loopback(host))
}

func loopback(text string) bool {
	address, err := netip.ParseAddr(text)
	return err == nil && address.Unmap().IsLoopback()
}
