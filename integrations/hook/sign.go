package hook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of Standard Webhooks.
const (
	headerID        = "Webhook-Id"
	headerTimestamp = "Webhook-Timestamp"
	headerSignature = "Webhook-Signature"
)

// The specification's bounds for the bytes of a secret.
const (
	shortestSecret = 24
	longestSecret  = 64
)

// ParseSecret reads a secret as Standard Webhooks writes it: "whsec_" and 24 to 64
// bytes in base64. An error does not quote it.
func ParseSecret(text string) ([]byte, error) {
	encoded, named := strings.CutPrefix(text, "whsec_")
	secret, err := base64.StdEncoding.DecodeString(encoded)
	if !named || err != nil {
		return nil, errors.New("a secret is \"whsec_\" followed by base64")
	}
	return secret, checkSecret(secret)
}

func checkSecret(secret []byte) error {
	if len(secret) < shortestSecret || len(secret) > longestSecret {
		return fmt.Errorf("a secret has %d to %d bytes, and this one has %d", shortestSecret, longestSecret, len(secret))
	}
	return nil
}

// sign sets the headers of a message that is sent at that moment.
func sign(headers http.Header, secret []byte, id string, at time.Time, body []byte) {
	timestamp := strconv.FormatInt(at.Unix(), 10)
	headers.Set(headerID, id)
	headers.Set(headerTimestamp, timestamp)
	headers.Set(headerSignature, "v1,"+base64.StdEncoding.EncodeToString(digest(secret, id, timestamp, body)))
}

// digest is HMAC-SHA256 over the id, the timestamp and the body, with full stops
// between them.
func digest(secret []byte, id, timestamp string, body []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	_, _ = fmt.Fprintf(mac, "%s.%s.%s", id, timestamp, body) // a hash takes everything
	return mac.Sum(nil)
}
