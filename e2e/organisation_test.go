package e2e

import (
	"net"
	"strings"
	"testing"
	"time"
)

func TestAnotherOrganisationIsUsedWhereOneIsConfigured(t *testing.T) {
	t.Parallel()
	address := freeAddress(t)
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	const token = "a-token-of-another-organisation"
	start(t, nil, "oktasim", "--port", port, "--token", token)
	waitFor(t, "http://"+address+"/_sim/faults")
	configured := []string{"CURFEW_OKTA_ORG_URL=http://" + address, "CURFEW_OKTA_API_TOKEN=" + token}

	_, where := dev(t, t.TempDir(), configured...)
	h := house{t: t, console: where.Console, where: where, okta: organisation{t: t, base: "http://" + address, token: token}}
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.asks(automation, pass, 6*time.Second)
	mara.approves(asked.ID)
	ada.until(asked.ID, "open", time.Minute)
	if !h.okta.member(lounge, employee) {
		t.Fatal("open, but not a member in the organisation that was configured")
	}
	ada.until(asked.ID, "completed", time.Minute)
	if h.okta.member(lounge, employee) {
		t.Fatal("ended, but still a member there")
	}

	wrong := []string{"CURFEW_OKTA_ORG_URL=http://" + address, "CURFEW_OKTA_API_TOKEN=not-the-token"}
	stdout, stderr, code := run(t, wrong, "doctor")
	said := stdout + stderr
	if code != 1 || !strings.Contains(strings.ToLower(said), "token") {
		t.Errorf("the doctor ended with %d and said:\n%s", code, said)
	}
	if strings.Contains(said, "not-the-token") {
		t.Error("the doctor said the token itself")
	}
}
