package e2e

import (
	"bufio"
	"encoding/json"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/pgtest"
)

// simulatorToken is the one that the simulator has unless it is told another.
const simulatorToken = "curfew-dev"

// house is a running installation.
type house struct {
	t       *testing.T
	console string
	where   addresses
	okta    organisation
}

func devHouse(t *testing.T, where addresses) house {
	t.Helper()
	return house{t: t, console: where.Console, where: where, okta: organisation{t: t, base: where.Okta, token: simulatorToken}}
}

// onSQLite is `curfew dev`: everything in one program.
func onSQLite(t *testing.T) house {
	t.Helper()
	_, where := dev(t, t.TempDir())
	return devHouse(t, where)
}

// onPostgres is the production halves, each a process, with an outside Temporal.
func onPostgres(t *testing.T) house {
	t.Helper()
	temporal := temporalServer(t)
	okta, console, health := freeAddress(t), freeAddress(t), freeAddress(t)
	_, oktaPort, err := net.SplitHostPort(okta)
	if err != nil {
		t.Fatal(err)
	}
	start(t, nil, "oktasim", "--port", oktaPort)
	waitFor(t, "http://"+okta+"/_sim/faults")
	env := []string{
		"CURFEW_DATABASE_DRIVER=postgres", "CURFEW_DATABASE_URL=" + pgtest.Database(t),
		"CURFEW_TEMPORAL_ADDRESS=" + temporal, "CURFEW_TEMPORAL_NAMESPACE=curfew",
		"CURFEW_OKTA_ORG_URL=http://" + okta, "CURFEW_OKTA_API_TOKEN=" + simulatorToken,
		"CURFEW_HTTP_ADDRESS=" + console, "CURFEW_HTTP_DEMO_SIGN_IN=true", "CURFEW_WORKER_HEALTH_ADDRESS=" + health,
	}
	if out, errs, code := run(t, env, "migrate", "--demo"); code != 0 {
		t.Fatalf("migrate ended with %d: %s%s", code, out, errs)
	}
	start(t, env, "serve")
	start(t, env, "worker")
	waitFor(t, "http://"+console+"/readyz")
	waitFor(t, "http://"+health+"/readyz")
	if out, errs, code := run(t, env, "doctor"); code != 0 {
		t.Fatalf("the doctor finds something wrong (%d): %s%s", code, out, errs)
	}
	return house{t: t, console: "http://" + console, where: addresses{Temporal: temporal}, okta: organisation{t: t, base: "http://" + okta, token: simulatorToken}}
}

// temporalServer starts a Temporal of its own and answers with its address.
func temporalServer(t *testing.T) string {
	t.Helper()
	binary, err := curfew()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(filepath.Dir(binary), "curfew-temporal"),
		"--db", filepath.Join(t.TempDir(), "temporal.db"), "--port", "0", "--ui-port", "0", "--namespace", "other", "--exit-with-stdin")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		t.Fatalf("Temporal did not start: %v", err)
	}
	var ready struct {
		Frontend string `json:"frontend"`
	}
	if err := json.Unmarshal(line, &ready); err != nil || ready.Frontend == "" {
		t.Fatalf("Temporal said %s", line)
	}
	return ready.Frontend
}

// managerOf is the login of somebody's manager, as the product shows it.
func (h house) managerOf(login string) string {
	h.t.Helper()
	var list struct {
		Items []struct {
			Login   string `json:"login"`
			Name    string `json:"name"`
			Manager string `json:"manager"`
		} `json:"items"`
	}
	(&person{t: h.t, base: h.console + "/api/v1"}).must(http.MethodGet, "/demo/people", nil, &list)
	manager := ""
	for _, each := range list.Items {
		if each.Login == login {
			manager = each.Manager
		}
	}
	for _, each := range list.Items {
		if each.Name == manager {
			return each.Login
		}
	}
	h.t.Fatalf("%s has no manager", login)
	return ""
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

func waitFor(t *testing.T, address string) {
	t.Helper()
	eventually(t, time.Minute, address+" answers", func() bool {
		response, err := http.Get(address)
		if err != nil {
			return false
		}
		defer func() { _ = response.Body.Close() }()
		return response.StatusCode == http.StatusOK
	})
}
