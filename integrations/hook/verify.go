package hook

import (
	"crypto/hmac"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// tolerance is how far the clock of who signed may be off, or how long a message
// may have been on its way: a copy that is sent again later is refused.
const tolerance = 5 * time.Minute

// Verify says why a message is not from whoever shares the secret, or nil. It is an
// *access.Refusal with access.CodeUnauthorized. Within the tolerance of five minutes
// the same message passes again: who acts on it has to remember its webhook-id.
func Verify(secret []byte, headers http.Header, body []byte, now time.Time) error {
	if err := checkSecret(secret); err != nil {
		return access.Refuse(access.CodeUnauthorized, "The message cannot be checked: %v.", err)
	}
	var sent [3]string
	for i, name := range []string{headerID, headerTimestamp, headerSignature} {
		values := headers.Values(name)
		if len(values) != 1 || values[0] == "" {
			return access.Refuse(access.CodeUnauthorized, "The message needs exactly one header %s.", strings.ToLower(name))
		}
		sent[i] = values[0]
	}
	id, timestamp, signatures := sent[0], sent[1], sent[2]
	// A full stop could move bytes between the id, the timestamp and the body
	// without changing what was signed.
	if strings.Contains(id, ".") {
		return access.Refuse(access.CodeUnauthorized, "The message's webhook-id must not contain a full stop.")
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || strconv.FormatInt(seconds, 10) != timestamp {
		return access.Refuse(access.CodeUnauthorized, "The message's webhook-timestamp is not a number of seconds since 1970.")
	}
	if at := time.Unix(seconds, 0); at.Before(now.Add(-tolerance)) || at.After(now.Add(tolerance)) {
		return access.Refuse(access.CodeUnauthorized, "The message is from %s, which is more than five minutes from now. Check the clock of who sent it.",
			at.UTC().Format(time.RFC3339))
	}
	want := digest(secret, id, timestamp, body)
	for _, signature := range strings.Fields(signatures) {
		encoded, isOurs := strings.CutPrefix(signature, "v1,")
		got, err := base64.StdEncoding.DecodeString(encoded)
		if isOurs && err == nil && hmac.Equal(got, want) {
			return nil
		}
	}
	return access.Refuse(access.CodeUnauthorized, "None of the message's signatures is made with the secret that is configured here.")
}
