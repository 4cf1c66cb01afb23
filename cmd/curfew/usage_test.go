package main

import (
	"strings"
	"testing"
)

func TestWrongUse(t *testing.T) {
	for line, says := range map[string]string{
		"frobnicate":                                 `no command "frobnicate"`,
		"dev --prot 1":                               "--prot",
		"dev --port many":                            "--port",
		"dev --port 70000":                           "between 0 and 65535",
		"dev --port 9 --okta-port 9":                 "have to differ",
		"dev extra":                                  "curfew dev",
		"dev --config /nowhere.yaml":                 "/nowhere.yaml",
		"serve --config /nowhere.yaml":               "/nowhere.yaml",
		"worker":                                     "CURFEW_OKTA_ORG_URL",
		"preflight extra":                            "curfew preflight",
		"preflight --limit -1":                       "--limit",
		"preflight --since -1h":                      "--since",
		"preflight --since yesterday":                "--since",
		"preflight --concurrency 0":                  "--concurrency",
		"preflight --type Nothing":                   "AccessRequest, EntitlementAccess, Leaver",
		"migrate --retention 1m":                     "--retention",
		"emergency end --person a --reason r --yes":  "--as",
		"emergency end --reason r --as b --yes":      "--person, --entitlement",
		"emergency end --person a --as b --yes":      "--reason",
		"emergency end --person a --reason r --as b": "--yes",
		"emergency end --person a --reason r --as b --yes --patience 0s": "--patience",
		"emergency end --person a --connector c --reason r --as b":       "exclude each other",
		"emergency end --person a --reason r --as b --yes":               "CURFEW_OKTA_ORG_URL",
		"emergency end ada":                   "curfew emergency end",
		"oktasim --port -1":                   "--port",
		"oktasim --token=":                    "--token",
		"health --url nothing":                "--url",
		"request":                             "--as",
		"request a b":                         "curfew request",
		"request jira/user --for soon --as a": `--for: "soon"`,
		"request jira/user --for 1h --from 2026 --as a":              "exclude each other",
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
		"access show --as a":                                         "curfew access show ID",
		"lateness --since soon --as a":                               "--since",
		"lateness okta --as a":                                       "curfew lateness",
		"forecast okta --as a":                                       "curfew forecast",
		"entitlement sett":                                           `no command "sett"`,
		"entitlement set jira/user --reason r --as a":                "--max or --seats",
		"entitlement set jira/user --max 1h --as a":                  "--reason says why",
		"entitlement set jira/user --max soon --reason r --as a":     "--max",
		"entitlement set jira/user --seats -1 --reason r --as a":     "--seats",
		"entitlement retire jira/user --reason r --notice x --as a":  "--notice",
		"entitlement retire jira/user --reason r --dry-run --yes":    "exclude each other",
		"entitlement bring-back jira/user --as a":                    "--reason says why",
		"findings resolve --as a":                                    "curfew findings resolve ID",
		"findings resolve x --reason r --as a":                       "one of --remove, --keep and --lease",
		"findings resolve x --remove --keep --reason r --as a":       "one of --remove, --keep and --lease",
		"findings resolve x --remove --as a":                         "--reason",
		"findings resolve x --remove --until now --reason r --as a":  "--until goes with --keep and --lease",
		"findings resolve x --keep --reason r --as a":                "--until says when",
		"findings resolve x --lease --until soon --reason r --as a":  "--until is \"soon\"",
		"reconcile okta --as a":                                      "curfew reconcile",
		"access stop --as a":                                         "curfew access",
		"kill-switch throw --as a":                                   "--person",
		"kill throw --person a --connector b --as a":                 "exclude each other",
		"kill throw --person a --as a":                               "--reason",
		"kill throw --person a --reason r --as a":                    "--yes",
		"kill lift k --as a":                                         "--reason",
		"kill show --as a":                                           "curfew kill-switch show ID",
		"kill throw --person a --reason r --yes":                     "CURFEW_TOKEN",
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
