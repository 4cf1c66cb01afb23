package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// longestComment is what the contract allows.
const longestComment = 2000

// application is what somebody typed about how to apply.
type application struct {
	files                               []string
	dryRun, exitCode, yes, prune, force bool
	comment                             string
	directories                         bool // what -f names is not only files
	attended                            bool // it can ask
}

func applyFlags(command *cobra.Command) *application {
	wanted := &application{}
	flags := command.Flags()
	flags.StringArrayVarP(&wanted.files, "file", "f", nil, "`file` or directory with automations, - for standard input; may be repeated")
	flags.BoolVar(&wanted.dryRun, "dry-run", false, "only show what would change")
	flags.BoolVar(&wanted.exitCode, "exit-code", false, "with --dry-run, end with 6 if anything would change")
	flags.BoolVar(&wanted.yes, "yes", false, "do not ask")
	flags.BoolVar(&wanted.prune, "prune", false, "retire the automations that have no file")
	flags.BoolVar(&wanted.force, "force", false, "replace what somebody has not published yet")
	flags.StringVar(&wanted.comment, "comment", "", "what changed and why, for the history")
	return wanted
}

func (a *application) check() error {
	switch {
	case len(a.files) == 0:
		return usage{errors.New("it is not said what to apply: -f names a file or a directory")}
	case a.exitCode && !a.dryRun:
		return usage{errors.New("--exit-code belongs to --dry-run: what was applied is no change any more")}
	case a.dryRun && a.yes:
		return usage{errors.New("--dry-run and --yes exclude each other: the one only looks, the other does not ask")}
	case !a.dryRun && !a.yes && !a.attended:
		return usage{errors.New("nobody can be asked here: --yes applies without asking, --dry-run only looks")}
	case utf8.RuneCountInString(a.comment) > longestComment:
		return usage{fmt.Errorf("--comment is longer than %d characters: shorten it", longestComment)}
	}
	for _, name := range a.files {
		info, err := os.Stat(name)
		isDirectory := err == nil && info.IsDir()
		a.directories = a.directories || isDirectory
		if a.prune && !isDirectory {
			return usage{fmt.Errorf("--prune retires whatever has no file, so -f has to name directories, and %s is none", name)}
		}
	}
	if a.comment = strings.TrimSpace(a.comment); a.comment == "" {
		a.comment = "Applied from " + strings.Join(a.files, ", ")
	}
	if utf8.RuneCountInString(a.comment) > longestComment {
		a.comment = "Applied from files"
	}
	return nil
}
