package workflows

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// versionID begins with a day, so that it can be told how old a guard is.
var versionID = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})-[a-z0-9-]+$`)

func TestEveryChangeOfVersionIsNamedInOneFileAndUsed(t *testing.T) {
	declared := declaredVersions(t, "versions.go")
	for name, id := range declared {
		day := versionID.FindStringSubmatch(id)
		if day == nil {
			t.Errorf("%s is %q and has to begin with the day of the change, as in 2027-03-01-read-twice", name, id)
			continue
		}
		if _, err := time.Parse(time.DateOnly, day[1]); err != nil {
			t.Errorf("%s is %q, which begins with no day: %v", name, id, err)
		}
	}
	ids := slices.Sorted(maps.Values(declared))
	if len(slices.Compact(ids)) != len(declared) {
		t.Errorf("an id is there twice: %v", ids)
	}
	used := map[string]bool{}
	for file, source := range sources(t) {
		for _, trouble := range versionsAsked(source, declared, used) {
			t.Errorf("%s: %s", file, trouble)
		}
	}
	for name := range declared {
		if !used[name] {
			t.Errorf("%s guards nothing", name)
		}
	}
}

func TestAnIdOutsideTheFileIsFound(t *testing.T) {
	source, err := parser.ParseFile(token.NewFileSet(), "careless.go", `package workflows
func careless() {
	workflow.GetVersion(ctx, "2027-03-01-spelled-here", workflow.DefaultVersion, 1)
	workflow.GetVersion(ctx, elsewhere, workflow.DefaultVersion, 1)
	workflow.GetVersion(ctx, known, workflow.DefaultVersion, 1)
}`, 0)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	troubles := versionsAsked(source, map[string]string{"known": "2027-03-01-known"}, used)
	if len(troubles) != 2 || !used["known"] {
		t.Errorf("found %v, used %v", troubles, used)
	}
}

// declaredVersions are the constants of a file, by name.
func declaredVersions(t *testing.T, name string) map[string]string {
	t.Helper()
	found := map[string]string{}
	ast.Inspect(sources(t)[name], func(node ast.Node) bool {
		spec, is := node.(*ast.ValueSpec)
		if !is {
			return true
		}
		for i, value := range spec.Values {
			if literal, is := value.(*ast.BasicLit); is && literal.Kind == token.STRING {
				found[spec.Names[i].Name], _ = strconv.Unquote(literal.Value)
			}
		}
		return true
	})
	return found
}

// versionsAsked marks the ids that a file asks for, and says which are not declared.
func versionsAsked(source *ast.File, declared map[string]string, used map[string]bool) (troubles []string) {
	ast.Inspect(source, func(node ast.Node) bool {
		call, is := node.(*ast.CallExpr)
		if !is {
			return true
		}
		selector, is := call.Fun.(*ast.SelectorExpr)
		if !is || selector.Sel.Name != "GetVersion" || len(call.Args) < 2 {
			return true
		}
		name, is := call.Args[1].(*ast.Ident)
		if !is || declared[name.Name] == "" {
			troubles = append(troubles, "GetVersion is asked for an id that is no constant of versions.go")
			return true
		}
		used[name.Name] = true
		return true
	})
	return troubles
}

// sources are the files of this package, without its tests.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	parsed := map[string]*ast.File{}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if parsed[name], err = parser.ParseFile(token.NewFileSet(), name, nil, 0); err != nil {
			t.Fatal(err)
		}
	}
	return parsed
}
