package wiring

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"os"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"github.com/curfewhq/curfew/cmd/curfew/internal/cluster"
	"github.com/curfewhq/curfew/internal/config"
	"github.com/curfewhq/curfew/workflows"
)

// Temporal makes a connection that is opened at its first use. An error is about
// the certificate files.
func Temporal(temporal config.Temporal, logger *slog.Logger) (client.Client, error) {
	options := client.Options{
		HostPort: temporal.Address, Namespace: temporal.Namespace, Identity: identity(),
		Logger: log.NewStructuredLogger(logger),
	}
	if temporal.APIKey != "" {
		options.Credentials = client.NewAPIKeyStaticCredentials(temporal.APIKey.Reveal())
	}
	if temporal.TLS.On {
		settings, err := tlsConfig(temporal.TLS)
		if err != nil {
			return nil, err
		}
		options.ConnectionOptions.TLS = settings
	}
	return client.NewLazyClient(options)
}

// Cluster is the namespace behind a connection, for preparing and checking it.
func Cluster(connection client.Client, temporal config.Temporal) cluster.Cluster {
	return cluster.Cluster{
		Connection: connection, Address: temporal.Address, Namespace: temporal.Namespace,
		Attributes: workflows.SearchAttributes(),
	}
}

func tlsConfig(given config.TLS) (*tls.Config, error) {
	settings := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: given.ServerName}
	if given.CAFile != "" {
		content, err := os.ReadFile(given.CAFile)
		if err != nil {
			return nil, fmt.Errorf("temporal.tls_ca_file cannot be read: %w", err)
		}
		settings.RootCAs = x509.NewCertPool()
		if !settings.RootCAs.AppendCertsFromPEM(content) {
			return nil, fmt.Errorf("temporal.tls_ca_file names %s, which holds no PEM certificate", given.CAFile)
		}
	}
	if given.CertFile != "" {
		pair, err := tls.LoadX509KeyPair(given.CertFile, given.KeyFile)
		if err != nil {
			return nil, fmt.Errorf("temporal.tls_cert_file and temporal.tls_key_file cannot be used: %w", err)
		}
		settings.Certificates = []tls.Certificate{pair}
	}
	return settings, nil
}

// identity is how Temporal's UI names this process.
func identity() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("curfew@%s (%d)", host, os.Getpid())
}
