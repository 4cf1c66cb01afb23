package oktasim

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFileThatIsNotOursIsRefusedAndLeftAlone(t *testing.T) {
	for name, content := range map[string]string{
		"damaged":  `{"format":"curfew-okta-simulator","ver`,
		"empty":    ``,
		"foreign":  `{"name":"something else"}`,
		"newer":    `{"format":"curfew-okta-simulator","version":2,"state":{}}`,
		"no state": `{"format":"curfew-okta-simulator","version":1}`,
		"holes":    `{"format":"curfew-okta-simulator","version":1,"state":{"users":{"x":null},"groups":{},"rules":{},"apps":{}}}`,
		"null":     `{"format":"curfew-okta-simulator","version":1,"state":{"groups":null}}`,
	} {
		path := filepath.Join(t.TempDir(), "okta.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := New(Options{File: path, Seed: Company()})
		if err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: want one sentence that names the file, got %v", name, err)
		}
		if left, _ := os.ReadFile(path); string(left) != content {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

func TestWhatWasAcknowledgedIsThereAfterARestart(t *testing.T) {
	options := Options{File: filepath.Join(t.TempDir(), "okta.json"), Seed: Company()}
	o := open(t, options)
	ada := UserID(LoginAdaLindqvist)
	o.want(204, "", "PUT", "/api/v1/groups/"+GroupDemoLounge+"/users/"+ada, nil)
	made := o.want(200, "", "POST", "/api/v1/groups", map[string]any{"profile": map[string]any{"name": "kept"}}).text("id")
	again := open(t, options) // the first is simply left, as a crash would
	if !again.sim.Member(GroupDemoLounge, ada) {
		t.Fatal("a membership is gone")
	}
	again.want(200, "", "GET", "/api/v1/groups/"+made, nil)
	if left, _ := filepath.Glob(options.File + ".*"); len(left) != 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestWhatCannotBeWrittenDownDoesNotHappen(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	o := open(t, Options{File: filepath.Join(folder, "okta.json"), Seed: Company()})
	if err := os.Rename(folder, folder+"-away"); err != nil {
		t.Fatal(err)
	}
	ada := UserID(LoginAdaLindqvist)
	o.want(500, "E0000009", "PUT", "/api/v1/groups/"+GroupDemoLounge+"/users/"+ada, nil)
	if o.sim.Member(GroupDemoLounge, ada) {
		t.Fatal("it happened all the same")
	}
	if err := os.Rename(folder+"-away", folder); err != nil {
		t.Fatal(err)
	}
	o.want(204, "", "PUT", "/api/v1/groups/"+GroupDemoLounge+"/users/"+ada, nil)
}
