package wiring

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/config"
)

// secret is that of the reference vector of Standard Webhooks.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

func TestEndpointsThatCannotBeUsedAreNamedWithoutTheirSecrets(t *testing.T) {
	settings := config.Config{
		Hooks:  map[string]config.Endpoint{"ledger": {URL: "http://elsewhere.example/MfKQ9r8", Secret: secret}, "good": {URL: "https://x.example", Secret: secret}},
		Facts:  map[string]config.Endpoint{"on-call": {URL: "https://x.example", Secret: "whsec_MfKQ9r8"}},
		Events: map[string]config.Endpoint{"jira": {Secret: "whsec_MfKQ9r8"}},
	}
	_, err := Outside(settings)
	_, alsoErr := events(settings.Events)
	if err == nil || alsoErr == nil {
		t.Fatal("they were taken")
	}
	said := err.Error() + alsoErr.Error()
	for _, says := range []string{"hooks.ledger cannot be used: the address has to begin with https", "facts.on-call cannot", "events.jira.secret"} {
		if !strings.Contains(said, says) {
			t.Errorf("%q does not say %q", said, says)
		}
	}
	if strings.Contains(said, "MfKQ9r8") || strings.Contains(said, "hooks.good") {
		t.Error(said)
	}
}

func TestASignedEventIsVerified(t *testing.T) {
	verify, err := events(map[string]config.Endpoint{"jira": {Secret: secret}})
	if err != nil {
		t.Fatal(err)
	}
	headers := http.Header{
		"Webhook-Id": {"msg_p5jXN8AQM9LWM0D4loKWxJek"}, "Webhook-Timestamp": {"1614265330"},
		"Webhook-Signature": {"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
	}
	body, now := []byte(`{"test": 2432232314}`), time.Unix(1614265330, 0)
	if err := verify["jira"](headers, body, now); err != nil {
		t.Error(err)
	}
	if err := verify["jira"](headers, bytes.ToUpper(body), now); err == nil {
		t.Error("another body passed")
	}
}

func TestPeopleAreChosenByAnExpression(t *testing.T) {
	if _, err := where("person.shoe == 3"); err == nil {
		t.Error("an expression that cannot be read was taken")
	}
	chosen, err := where(`person.department == "Security" && person.manager == "tom" && person.login != requester.login`)
	if err != nil {
		t.Fatal(err)
	}
	facts := activities.Facts{Requester: access.Person{Login: "ada"}}
	for login, want := range map[string]bool{"eve": true, "ada": false} {
		is, err := chosen(t.Context(), access.Person{Login: login, Department: "Security"}, "tom", facts)
		if err != nil || is != want {
			t.Errorf("%s: %v, %v", login, is, err)
		}
	}
}
