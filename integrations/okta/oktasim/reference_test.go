package oktasim

import (
	"os"
	"path/filepath"
	"testing"
)

// reference is where Okta's own description and recorded answers are: beside the
// repository, or where CURFEW_OKTA_REFERENCE says.
func reference(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("CURFEW_OKTA_REFERENCE")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "okta")
	}
	if _, err := os.Stat(filepath.Join(folder, "management-openapi-trimmed.json")); err != nil {
		t.Skipf("skipped: Okta's reference data is not at %s; set CURFEW_OKTA_REFERENCE to the folder that holds it", folder)
	}
	return folder
}
