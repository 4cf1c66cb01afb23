package document_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	root := tree(t, "folder.yaml/")
	if err := os.Symlink("nowhere", filepath.Join(root, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	for name, says := range map[string]string{
		filepath.Join(root, "gone.yaml"):   "there is no ",
		filepath.Join(root, "link.yaml"):   "there is no ",
		filepath.Join(root, "folder.yaml"): "is not a file",
		os.DevNull:                         "is not a file",
	} {
		if _, err := document.Read(name, nil); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// endless is an input that never ends.
type endless struct{ read int }

func (e *endless) Read(into []byte) (int, error) {
	e.read += len(into)
	return len(into), nil
}

func TestWhatNeverEndsIsReadNoFurtherThanItTakesToRefuseIt(t *testing.T) {
	input := &endless{}
	source, err := document.Read(document.StandardInput, input)
	if err != nil || input.read > 2*builder.MaxDefinitionBytes {
		t.Fatalf("%d bytes were read, %v", input.read, err)
	}
	if _, problems := source.Parse(); len(problems) != 1 || !strings.Contains(problems[0].Message, "larger than") {
		t.Errorf("%+v", problems)
	}
}

func TestReadsByTheNameOfTheFile(t *testing.T) {
	root := t.TempDir()
	for name, format := range map[string]document.Format{"a.yaml": document.YAML, "b.YML": document.YAML, "c.json": document.JSON} {
		path := filepath.Join(root, name)
		if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		if source, err := document.Read(path, nil); err != nil || source.Format != format || string(source.Text) != "{}" || source.Name != path {
			t.Errorf("%+v, %v", source, err)
		}
	}
	source, err := document.Read(document.StandardInput, strings.NewReader("name: x"))
	if err != nil || source.Format != document.YAML || source.Name != "standard input" {
		t.Errorf("%+v, %v", source, err)
	}
	if _, err := document.Read(document.StandardInput, io.MultiReader(failing{})); err == nil || !strings.Contains(err.Error(), "standard input cannot be read") {
		t.Errorf("got %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }
