package deploy

import (
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
)

// listens is the port that a service is told to listen on, empty where its image
// decides.
func listens(service types.ServiceConfig) string {
	for _, variable := range []string{"CURFEW_HTTP_ADDRESS", "CURFEW_WORKER_HEALTH_ADDRESS"} {
		if address := service.Environment[variable]; address != nil {
			_, port, _ := net.SplitHostPort(*address)
			return port
		}
	}
	if port := service.Environment["TEMPORAL_UI_PORT"]; port != nil {
		return *port
	}
	if i := slices.Index(service.Command, "--port"); i >= 0 {
		return service.Command[i+1]
	}
	return map[string]string{"postgres": "5432", "temporal": "7233"}[service.Name]
}

func TestHealthChecksAskWhereTheServiceListens(t *testing.T) {
	for name, service := range stack(t).Services {
		if service.HealthCheck == nil {
			continue
		}
		asked := ""
		for _, word := range service.HealthCheck.Test {
			if address, err := url.Parse(word); err == nil && address.Port() != "" {
				asked = address.Port()
			} else if _, err := strconv.Atoi(word); err == nil {
				asked = word
			}
		}
		if want := listens(service); asked != want || want == "" {
			t.Errorf("%s listens on %q, and its health check asks %q", name, want, asked)
		}
	}
}

func TestOnlyWhatIsListenedOnIsPublishedAndOnlyHere(t *testing.T) {
	taken := map[string]string{}
	for name, service := range stack(t).Services {
		for _, port := range service.Ports {
			if want := listens(service); strconv.Itoa(int(port.Target)) != want {
				t.Errorf("%s listens on %q, and %d is published", name, want, port.Target)
			}
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s is published on %q, for everybody who reaches this machine", name, port.HostIP)
			}
			if other := taken[port.Published]; other != "" {
				t.Errorf("%s and %s are both published on %s", name, other, port.Published)
			}
			taken[port.Published] = name
		}
	}
}

func TestServicesLookForEachOtherWhereTheyAre(t *testing.T) {
	project := stack(t)
	for name, service := range project.Services {
		for variable, value := range service.Environment {
			var address string
			switch {
			case strings.HasSuffix(variable, "TEMPORAL_ADDRESS"):
				address = *value
			case variable == "CURFEW_DATABASE_URL":
				parsed, err := url.Parse(*value)
				if err != nil {
					t.Errorf("%s: %s is no address", name, variable)
					continue
				}
				address = parsed.Host
			case variable == "SQL_HOST":
				address = net.JoinHostPort(*value, *service.Environment["SQL_PORT"])
			case variable == "POSTGRES_SEEDS":
				address = net.JoinHostPort(*value, *service.Environment["DB_PORT"])
			default:
				continue
			}
			host, port, err := net.SplitHostPort(address)
			partner, ok := project.Services[host]
			if err != nil || !ok || listens(partner) != port {
				t.Errorf("%s looks for %s at %s, where nobody listens", name, variable, address)
			}
		}
	}
}
