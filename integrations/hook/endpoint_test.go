package hook

import (
	"encoding/base64"
	"net/url"
	"testing"
)

func TestNothingOfAnAddressOrASecretIsLeftInATextFromOutside(t *testing.T) {
	endpoint := Endpoint{URL: "https://me:p4ssw0rd@hooks.example.com/in/" + token + "/more?key=" + token + "%2Fmore", Secret: secret}
	for text, want := range map[string]string{
		"nothing of ours in more or in":  "nothing of ours in more or in",
		endpoint.URL:                     "…",
		"at /in/" + token + "/more":      "at …",
		"no " + token + ", " + token:     "no …, …",
		"no key " + token + "/more here": "no key … here",
		"no p4ssw0rd":                    "no …",
		"signed with " + string(secret):  "signed with …",
		"signed with " + base64.StdEncoding.EncodeToString(secret) + "!": "signed with …!",
		"at " + url.QueryEscape("/") + "key=" + token + "%2Fmore":        "at %2F…",
	} {
		if got := endpoint.hide(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got := (Endpoint{}).hide("as it is"); got != "as it is" {
		t.Errorf("of no endpoint: %s", got)
	}
}
