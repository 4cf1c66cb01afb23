package dev

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// simulator is the name of the simulated organisation in okta.org.
const simulator = "simulator"

// isAbout makes sure that the directory is about no other organisation: there,
// nothing of what the record knows could be found, and access that is open would
// count as taken away without being so.
func (d dataDir) isAbout(organisation string) error {
	content, err := os.ReadFile(d.file("okta.org"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return withData(err)
	}
	was := strings.TrimSpace(string(content))
	switch {
	case was == organisation:
		return nil
	case organisation == simulator:
		return fmt.Errorf("the data directory %s is about %s, and no organisation is configured: set CURFEW_OKTA_ORG_URL and CURFEW_OKTA_API_TOKEN, or choose another directory with --data", d, was)
	case was == simulator:
		return fmt.Errorf("the data directory %s is about the Okta simulator, and CURFEW_OKTA_ORG_URL names %s: choose another directory with --data, or unset it", d, organisation)
	default:
		return fmt.Errorf("the data directory %s is about %s, and CURFEW_OKTA_ORG_URL names %s: choose another directory with --data", d, was, organisation)
	}
}

// bind makes the directory about that organisation for good.
func (d dataDir) bind(organisation string) error {
	return withData(replaceFile(d.file("okta.org"), []byte(organisation+"\n")))
}
