package document_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
)

// tree makes files in a directory of its own; a name that ends in / is a directory.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range names {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if strings.HasSuffix(name, "/") {
			err = os.MkdirAll(path, 0o755)
		} else {
			err = os.WriteFile(path, []byte("name: x\n"), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestWhatIsNoAutomationIsRefusedByName(t *testing.T) {
	root := tree(t, "empty/", "a.txt", "noise/readme.md", "noise/.git/a.yaml")
	for name, says := range map[string]string{
		"gone.yaml":  "there is no ",
		"empty":      "holds no .yaml, .yml or .json file",
		"noise":      "holds no .yaml, .yml or .json file",
		"a.txt":      "is none of .yaml, .yml and .json",
		"a.txt/more": "cannot be read: not a directory",
	} {
		name = filepath.Join(root, filepath.FromSlash(name))
		found, err := document.Find(t.Context(), []string{name})
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), name) || found != nil {
			t.Errorf("%s: %v and %v", name, found, err)
		}
	}
}

func TestAnEmptyNameIsRefused(t *testing.T) {
	if _, err := document.Find(t.Context(), []string{""}); err == nil || err.Error() != "the name of a file is empty" {
		t.Errorf("got %v", err)
	}
}

func TestADirectoryThatCannotBeReadIsNamed(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may read everything")
	}
	root := tree(t, "a.yaml", "shut/b.yaml")
	if err := os.Chmod(filepath.Join(root, "shut"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "shut"), 0o700) })
	if _, err := document.Find(t.Context(), []string{root}); err == nil || !strings.Contains(err.Error(), "shut cannot be read: permission denied") {
		t.Errorf("got %v", err)
	}
}

func TestLookingThroughADirectoryCanBeInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := document.Find(ctx, []string{tree(t, "a.yaml")}); err == nil {
		t.Error("it went on")
	}
}

func TestFindsEveryAutomationOnceAndNothingHidden(t *testing.T) {
	root := tree(t, "b.yml", "a.yaml", "deep/er/c.JSON", "readme.md", ".hidden.yaml", ".git/x.yaml", "folder.yaml/d.yaml")
	for from, to := range map[string]string{"round": "..", "linked.yaml": filepath.Join(root, "a.yaml"), "loop": "loop"} {
		if err := os.Symlink(to, filepath.Join(root, "deep", from)); err != nil {
			t.Fatal(err)
		}
	}
	found, err := document.Find(t.Context(), []string{document.StandardInput, root, filepath.Join(root, "a.yaml"), filepath.Join(root, "deep", "..", "b.yml")})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range found {
		names = append(names, strings.TrimPrefix(filepath.ToSlash(path), filepath.ToSlash(root)+"/"))
	}
	if want := []string{"-", "a.yaml", "b.yml", "deep/er/c.JSON", "deep/linked.yaml", "folder.yaml/d.yaml"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}
