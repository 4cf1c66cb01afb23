package main

import (
	"strings"
	"testing"
)

func TestWrongUse(t *testing.T) {
	for line, says := range map[string]string{
		"frobnicate":                                    `no command "frobnicate"`,
		"dev --prot 1":                                  "--prot",
		"dev --port many":                               "--port",
		"dev --port 70000":                              "between 0 and 65535",
		"dev --port 9 --okta-port 9":                    "have to differ",
		"dev extra":                                     "curfew dev",
		"dev --config /nowhere.yaml":                    "/nowhere.yaml",
		"serve --config /nowhere.yaml":                  "/nowhere.yaml",
		"worker":                                        "CURFEW_OKTA_ORG_URL",
		"preflight extra":                               "curfew preflight",
		"preflight --limit -1":                          "--limit",
		"preflight --since -1h":                         "--since",
		"preflight --since yesterday":                   "--since",
		"preflight --concurrency 0":                     "--concurrency",
		"preflight --type Nothing":                      "AccessRequest, EntitlementAccess, Leaver",
		"migrate --retention 1m":                        "--retention",
		"oktasim --port -1":                             "--port",
		"oktasim --token=":                              "--token",
		"health --url nothing":                          "--url",
		"request":                                       "--as",
		"request a b":                                   "curfew request",
		"request jira/user --for soon --as a":           `--for: "soon"`,
		"request jira/user --for 1h --from 2026 --as a": "exclude each other",
		"request jira/user --from 2026-01-01T00:00:00Z --as a":       "--until",
		"request jira/user --from yesterday --until tomorrow --as a": "--from",
		"request jira/user --answer ticket --as a":                   "id=answer",
		"request --as a --server ftp://x":                            "--server",
		"approve":                                                    "CURFEW_TOKEN",
		"approve x --deny --as a":                                    "--comment",
		"approve x --deny --comment no --done --as a":                "exclude each other",
		"approve --done --as a":                                      "`curfew approve` lists",
		"approve --comment yes --as a":                               "`curfew approve` lists",
		"away extra --as a":                                          "curfew away",
		"away --to b --as a":                                         "--until",
		"away --until 2026-03-01T00:00:00Z --as a":                   "--to",
		"away --from 2026-03-01T00:00:00Z --as a":                    "set both --to and --until",
		"away --to b --until tomorrow --as a":                        "--until is \"tomorrow\"",
		"away --to b --from soon --until 2026-03-01T00:00:00Z":       "--from is \"soon\"",
		"away --remove --to b --as a":                                "--from alone",
		"away --over --remove --as a":                                "--over is for the list",
		"away":                                                       "CURFEW_TOKEN",
		"check":                                                      "curfew check FILE",
		"check /nowhere.yaml":                                        "there is no /nowhere.yaml",
		"apply --as a --yes":                                         "-f names",
		"apply --as a -f /nowhere --yes":                             "there is no /nowhere",
		"apply --as a -f /tmp":                                       "--yes applies without asking",
		"apply --as a -f /tmp --json":                                "--yes applies without asking",
		"apply --as a -f /tmp --yes --dry-run":                       "exclude each other",
		"apply --as a -f /tmp --yes --exit-code":                     "--dry-run",
		"apply --as a -f /dev/null --yes --prune":                    "/dev/null is none",
		"apply --as a -f - --yes --prune":                            "- is none",
		"apply --as a --yes jira.yaml":                               "curfew apply -f FILE",
		"export --as a":                                              "-o names a directory",
		"export jira -o d":                                           "CURFEW_TOKEN",
		"access --all --owned --as a":                                "exclude each other",
		"access end --as a":                                          "curfew access end ID",
		"access stop --as a":                                         "curfew access",
	} {
		t.Run(line, func(t *testing.T) {
			got := typed(t, nil, strings.Fields(line)...)
			if got.code != exitUsage || !strings.Contains(got.err, says) || !strings.HasPrefix(got.err, "curfew: ") {
				t.Errorf("code %d, %q does not say %q", got.code, got.err, says)
			}
			if got.out != "" {
				t.Errorf("and said %q", got.out)
			}
		})
	}
}

func TestUnknownVariableIsNamed(t *testing.T) {
	got := typed(t, []string{"CURFEW_OKTA_TOKEN=topsecret"}, "doctor")
	if got.code != exitUsage || !strings.Contains(got.err, "CURFEW_OKTA_TOKEN") || strings.Contains(got.err, "topsecret") {
		t.Errorf("code %d, %q", got.code, got.err)
	}
}

func TestVersion(t *testing.T) {
	if got := typed(t, nil, "version"); got.code != exitOK || !strings.HasPrefix(got.out, "curfew ") {
		t.Errorf("%+v", got)
	}
	if got := typed(t, nil, "version", "--json"); !strings.Contains(got.out, `"version":`) {
		t.Errorf("%+v", got)
	}
}

func TestHelpNamesTheExitCodes(t *testing.T) {
	got := typed(t, nil, "help")
	for _, part := range []string{"Exit codes:", "refused", "dev", "doctor", "request", "check", "dry-run"} {
		if !strings.Contains(got.out, part) {
			t.Errorf("%q is missing in %s", part, got.out)
		}
	}
}
