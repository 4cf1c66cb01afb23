package main

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

const wrongToken = "00wrongTokenValue"

// organisation is a simulator and the variables that lead to it.
func organisation(t *testing.T, token string) []string {
	t.Helper()
	sim, err := oktasim.New(oktasim.Options{Token: "right", Seed: oktasim.Company()})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	return []string{"CURFEW_OKTA_ORG_URL=" + server.URL, "CURFEW_OKTA_API_TOKEN=" + token}
}

func TestDoctorFindsWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	damaged := filepath.Join(folder, "damaged.db")
	if err := os.WriteFile(damaged, []byte(strings.Repeat("no database", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	temporal := "CURFEW_TEMPORAL_ADDRESS=" + deadAddress(t)
	missing := filepath.Join(folder, "missing.db")
	for name, test := range map[string]struct {
		environ []string
		says    []string
	}{
		"a Temporal that is away":      {nil, []string{"WRONG  temporal", "CURFEW_TEMPORAL_ADDRESS"}},
		"a database that is away":      {[]string{"CURFEW_DATABASE_URL=postgres://u:" + wrongToken + "@" + deadAddress(t) + "/x"}, []string{"WRONG  database", "CURFEW_DATABASE_URL"}},
		"a database that is broken":    {[]string{"CURFEW_DATABASE_PATH=" + damaged}, []string{"WRONG  database", "damaged"}},
		"a database that is not there": {[]string{"CURFEW_DATABASE_PATH=" + missing}, []string{"WRONG  database", "curfew migrate"}},
		"a token that is wrong":        {organisation(t, wrongToken), []string{"WRONG  okta", "does not accept the API token"}},
		"an organisation away":         {[]string{"CURFEW_OKTA_ORG_URL=http://" + deadAddress(t), "CURFEW_OKTA_API_TOKEN=" + wrongToken}, []string{"WRONG  okta", "cannot be reached"}},
		"no organisation":              {nil, []string{"WRONG  okta", "CURFEW_OKTA_ORG_URL"}},
		"http to elsewhere":            {[]string{"CURFEW_OKTA_ORG_URL=http://okta.example", "CURFEW_OKTA_API_TOKEN=" + wrongToken}, []string{"WRONG  okta", "https only"}},
		"a certificate not there":      {[]string{"CURFEW_TEMPORAL_TLS_CA_FILE=/nowhere.pem"}, []string{"WRONG  temporal", "/nowhere.pem"}},
	} {
		t.Run(name, func(t *testing.T) {
			environ := append([]string{temporal, "CURFEW_DATABASE_PATH=" + missing}, test.environ...)
			if strings.Contains(strings.Join(test.environ, " "), "CURFEW_DATABASE_") {
				environ = append([]string{temporal}, test.environ...)
			}
			got := typed(t, environ, "doctor")
			if got.code != exitFailure || got.err != "" {
				t.Errorf("code %d, %q", got.code, got.err)
			}
			for _, part := range test.says {
				if !strings.Contains(got.out, part) {
					t.Errorf("%s does not say %q", got.out, part)
				}
			}
			if strings.Contains(got.out+got.err, wrongToken) {
				t.Error("a secret was printed")
			}
		})
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("looking at the database made it")
	}
}

func TestDoctorAsJSON(t *testing.T) {
	environ := append(organisation(t, "right"), "CURFEW_TEMPORAL_ADDRESS="+deadAddress(t), "CURFEW_DATABASE_PATH="+filepath.Join(t.TempDir(), "x.db"))
	got := typed(t, environ, "doctor", "--json")
	var report struct {
		OK     bool
		Checks []struct {
			Name string
			OK   bool
		}
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != exitFailure || report.OK {
		t.Fatalf("%+v, %v", got, err)
	}
	if last := report.Checks[len(report.Checks)-1]; last.Name != "okta" || !last.OK {
		t.Errorf("okta is not well: %s", got.out)
	}
}
