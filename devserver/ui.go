package main

import (
	"net"

	"github.com/temporalio/ui-server/v2/server"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/server_options"
)

// newUI assembles the web UI with its embedded assets. It asks nobody but the
// frontend for anything, and neither does the browser: no news, no look for a
// newer version, no other origin.
func newUI(o options) *server.Server {
	host := o.IP
	if net.ParseIP(host).To4() == nil {
		host = "[" + host + "]" // the UI joins host and port with a colon
	}
	return server.NewServer(server_options.WithConfigProvider(&uiconfig.Config{
		TemporalGRPCAddress: o.frontend(),
		Host:                host,
		Port:                o.UIPort,
		EnableUI:            true,
		DefaultNamespace:    o.Namespace,
		DisableNewsFetch:    true,
		NotifyOnNewVersion:  false,
		HideLogs:            true,
		Codec:               uiconfig.Codec{Endpoint: o.CodecEndpoint},
		// Over plain HTTP not every browser sends a Secure cookie back, not even
		// to loopback; without the CSRF cookie the UI could only read.
		CORS: uiconfig.CORS{CookieInsecure: true},
	}))
}
