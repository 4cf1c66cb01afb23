package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/integrations/okta/oktasim"
)

const jira = "jira-user"

// repository is a folder of automations, as somebody keeps it in git.
type repository struct {
	t      *testing.T
	folder string
	server string
}

func (r repository) file(name string) string { return filepath.Join(r.folder, name+".yaml") }

func (r repository) read(name string) string {
	r.t.Helper()
	content, err := os.ReadFile(r.file(name))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(content)
}

func (r repository) write(name, content string) {
	r.t.Helper()
	if err := os.WriteFile(r.file(name), []byte(content), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

func (r repository) changes(name, from, to string) {
	r.t.Helper()
	before := r.read(name)
	if !strings.Contains(before, from) {
		r.t.Fatalf("%s does not say %q:\n%s", name, from, before)
	}
	r.write(name, strings.ReplaceAll(before, from, to))
}

// curfew runs a command as somebody and answers with everything it said.
func (r repository) curfew(wantCode int, login string, args ...string) string {
	r.t.Helper()
	args = append(args, "--as", login, "--server", r.server)
	out, errs, code := run(r.t, nil, args...)
	if code != wantCode {
		r.t.Fatalf("%v ended with %d instead of %d:\n%s%s", args, code, wantCode, out, errs)
	}
	return out + errs
}

func (r repository) says(answer string, words ...string) {
	r.t.Helper()
	for _, word := range words {
		if !strings.Contains(answer, word) {
			r.t.Errorf("%q is not in\n%s", word, answer)
		}
	}
}

func TestARepositoryCanBeTheSourceOfAutomations(t *testing.T) {
	t.Parallel()
	h := onSQLite(t)
	git := repository{t: t, folder: t.TempDir(), server: h.console}
	version := func() (latest struct {
		Version int    `json:"version"`
		Comment string `json:"comment"`
	},
	) {
		var list struct {
			Items []struct {
				Version int    `json:"version"`
				Comment string `json:"comment"`
			} `json:"items"`
		}
		signIn(t, h.console, admin).must(http.MethodGet, "/automations/"+jira+"/versions", nil, &list)
		return list.Items[0]
	}

	git.curfew(0, admin, "export", "-o", git.folder)
	git.curfew(0, admin, "apply", "-f", git.folder, "--dry-run", "--exit-code")

	git.changes(jira, "timeout: 3d", "timeout: 2d")
	git.write("brand-new", strings.Replace(git.read("github-member"), "name: github-member", "name: brand-new", 1))
	git.says(git.curfew(6, admin, "apply", "-f", git.folder, "--dry-run", "--exit-code"), jira, "3d", "2d", "brand-new")
	if latest := version(); latest.Version != 1 {
		t.Fatalf("a dry run published version %d", latest.Version)
	}

	git.curfew(0, admin, "apply", "-f", git.folder, "--yes", "--comment", "From git")
	if latest := version(); latest.Version != 2 || latest.Comment != "From git" {
		t.Errorf("published %+v", latest)
	}
	if shown := git.curfew(0, admin, "export", jira); shown != git.read(jira) {
		t.Errorf("exported\n%s", shown)
	}
	git.curfew(0, admin, "apply", "-f", git.folder, "--dry-run", "--exit-code")

	colleague := signIn(t, h.console, oktasim.LoginBenCarter)
	colleague.must(http.MethodPut, "/automations/"+jira+"/draft", map[string]any{
		"source": strings.Replace(git.read(jira), "timeout: 2d", "timeout: 5d", 1), "rev": draftRev(colleague),
	}, nil)
	git.changes(jira, "timeout: 2d", "timeout: 1d")
	git.says(git.curfew(3, admin, "apply", "-f", git.folder, "--yes", "--comment", "Again"), "Ben Carter")
	if latest := version(); latest.Version != 2 {
		t.Fatalf("somebody's draft was published over, as version %d", latest.Version)
	}
	git.curfew(0, admin, "apply", "-f", git.folder, "--yes", "--force", "--comment", "Agreed with Ben")

	if err := os.Remove(git.file("brand-new")); err != nil {
		t.Fatal(err)
	}
	git.says(git.curfew(0, admin, "apply", "-f", git.folder, "--yes", "--comment", "c"), "brand-new")
	git.curfew(0, admin, "apply", "-f", git.folder, "--yes", "--prune", "--comment", "Not needed")
	if offered(h, "brand-new") {
		t.Error("what was pruned is still offered")
	}

	git.changes(jira, "timeout: 1d", "timeout: tomorrow")
	git.says(git.curfew(1, admin, "check", git.folder), "CF204", "^^^^^^^^", "tomorrow")
	git.curfew(1, admin, "apply", "-f", git.folder, "--yes", "--comment", "c")
	git.changes(jira, "timeout: tomorrow", "timeout: 1d")
	git.curfew(3, employee, "apply", "-f", git.folder, "--yes", "--comment", "c")
	if latest := version(); latest.Version != 3 {
		t.Errorf("version %d", latest.Version)
	}
}

func draftRev(p *person) int64 {
	p.t.Helper()
	var draft struct {
		Rev int64 `json:"rev"`
	}
	p.must(http.MethodGet, "/automations/"+jira+"/draft", nil, &draft)
	return draft.Rev
}

func offered(h house, automation string) bool {
	h.t.Helper()
	var list struct {
		Items []struct {
			Automation string `json:"automation"`
		} `json:"items"`
	}
	signIn(h.t, h.console, employee).must(http.MethodGet, "/offers", nil, &list)
	for _, offer := range list.Items {
		if offer.Automation == automation {
			return true
		}
	}
	return false
}
