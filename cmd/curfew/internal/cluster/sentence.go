package cluster

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"go.temporal.io/api/serviceerror"
)

// sentence says what an error of Temporal's means for whoever configured the
// connection.
func (c Cluster) sentence(err error) error {
	var denied *serviceerror.PermissionDenied
	var unavailable *serviceerror.Unavailable
	var deadline *serviceerror.DeadlineExceeded
	switch {
	case err == nil:
		return nil
	case errors.As(err, &denied), strings.Contains(err.Error(), "Unauthenticated"), strings.Contains(err.Error(), "unauthorized"):
		return fmt.Errorf("the Temporal cluster at %s does not let us in: check temporal.api_key (CURFEW_TEMPORAL_API_KEY), or the certificate and its key", c.Address)
	case strings.Contains(err.Error(), "first record does not look like a TLS handshake"):
		return fmt.Errorf("the Temporal cluster at %s does not speak TLS, and it is on: turn temporal.tls (CURFEW_TEMPORAL_TLS) and the other TLS settings off", c.Address)
	case strings.Contains(err.Error(), "x509:"), strings.Contains(err.Error(), "tls:"):
		return fmt.Errorf("the TLS connection to Temporal at %s fails (%s): check temporal.tls_ca_file, temporal.tls_server_name and the certificate", c.Address, innermost(err))
	case errors.As(err, &unavailable), errors.As(err, &deadline), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("the Temporal cluster at %s does not answer (%s): check temporal.address (CURFEW_TEMPORAL_ADDRESS), and whether it expects TLS", c.Address, innermost(err))
	default:
		return fmt.Errorf("the Temporal cluster at %s refuses: %w", c.Address, err)
	}
}

// innermost is the last part of a message that gRPC has wrapped several times.
func innermost(err error) string {
	text := err.Error()
	for _, marker := range []string{"Error while dialing: ", "authentication handshake failed: "} {
		if _, after, found := strings.Cut(text, marker); found {
			text = after
		}
	}
	return strings.TrimRight(text, "\"")
}
