package document

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mostEntries is how much of a directory is looked through: a repository of
// automations is far smaller.
const mostEntries = 100_000

// Find lists the files that are meant by names: files as they are, and of
// directories every .yaml, .yml and .json file in them and below, sorted, but for
// hidden ones. Links to files count, links to directories are not followed. Each
// file is listed once. An error is a sentence that names what it is about.
func Find(ctx context.Context, names []string) ([]string, error) {
	var all []string
	listed := map[string]bool{}
	for _, name := range names {
		found, err := find(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			if !listed[file] {
				all = append(all, file)
			}
			listed[file] = true
		}
	}
	return all, nil
}

func find(ctx context.Context, name string) ([]string, error) {
	switch name {
	case StandardInput:
		return []string{name}, nil
	case "":
		return nil, errors.New("the name of a file is empty")
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case info.IsDir():
		return below(ctx, name)
	case formatOf(name) == "":
		return nil, fmt.Errorf("%s is none of .yaml, .yml and .json, so it is not known how it is written", name)
	default:
		return []string{filepath.Clean(name)}, nil
	}
}

func below(ctx context.Context, directory string) ([]string, error) {
	var files []string
	seen := 0
	root := os.DirFS(directory)
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		where := filepath.Join(directory, filepath.FromSlash(path))
		if seen++; err != nil {
			return unreadable(where, err)
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case seen > mostEntries:
			return fmt.Errorf("%s holds more than %d files: name the directory with the automations in it", directory, mostEntries)
		case path != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() || formatOf(path) == "" || !isFile(root, path, entry):
			return nil
		}
		files = append(files, where)
		return nil
	})
	if err == nil && len(files) == 0 {
		err = errors.New(directory + " holds no .yaml, .yml or .json file")
	}
	return files, err
}

// isFile tells whether an entry is a file, or a link to one.
func isFile(root fs.FS, path string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := fs.Stat(root, path)
	return err != nil || info.Mode().IsRegular() // one that leads nowhere is told when it is read
}
