package access

import (
	"fmt"
	"strings"
)

// Key is a connector's conflict key: the smallest thing in an outside system
// that two leases can disagree about. Everything that changes one key is done
// by one owner, in order. It is the key of the outside system and not of the
// catalogue: two entitlements that end in the same group share a key.
type Key struct {
	Connector string `json:"connector"` // configured connector, for instance "okta"
	Subject   string `json:"subject"`   // account in that system, stable for its life (never a login)
	Resource  string `json:"resource"`  // thing in that system, for instance "group/00g1…" or "app/0oa1…"
}

// String is the key in one line; it is the tail of the owner's workflow id and
// the primary key of the ledger's row, and ParseKey reads it back.
func (k Key) String() string {
	return k.Connector + "/" + k.Subject + "/" + k.Resource
}

// Validate refuses a key that could not be read back from its own text.
func (k Key) Validate() error {
	for name, part := range map[string]string{"connector": k.Connector, "subject": k.Subject} {
		if part == "" || strings.Contains(part, "/") {
			return fmt.Errorf("the %s of a key must not be empty or contain a slash, got %q", name, part)
		}
	}
	if k.Resource == "" {
		return fmt.Errorf("the resource of a key must not be empty")
	}
	return nil
}

// ParseKey reads what String wrote.
func ParseKey(text string) (Key, error) {
	parts := strings.SplitN(text, "/", 3)
	if len(parts) != 3 {
		return Key{}, fmt.Errorf("%q is not a key: it has to be connector/subject/resource", text)
	}
	key := Key{Connector: parts[0], Subject: parts[1], Resource: parts[2]}
	return key, key.Validate()
}
