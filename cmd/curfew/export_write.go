package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// automationName is what an automation may be called. It becomes the name of a
// file, and a server has no say in where else on this machine is written.
var automationName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// exportTo is a directory to write to.
type exportTo struct {
	directory string
	force     bool
}

// write writes every file that is not there word for word, or none where one may
// not be written. A file is whole at any moment.
func (to exportTo) write(files []*exported) error {
	var others []string
	for _, each := range files {
		if !automationName.MatchString(each.Name) {
			return fmt.Errorf("the server has an automation %q, which cannot be the name of a file", each.Name)
		}
		each.File = filepath.Join(to.directory, each.Name+".yaml")
		there, err := os.ReadFile(each.File)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			each.Written = true
		case err != nil:
			return usage{fmt.Errorf("%s is in the way: %w", each.File, reason(err))}
		case !bytes.Equal(there, []byte(each.source)):
			each.Written = true
			others = append(others, each.File)
		}
	}
	if len(others) > 0 && !to.force {
		return refusedFiles(others)
	}
	if err := os.MkdirAll(to.directory, 0o755); err != nil { //nolint:gosec // a directory of a repository, which others read
		return usage{fmt.Errorf("%s cannot be made a directory: %w", to.directory, reason(err))}
	}
	for _, each := range files {
		if !each.Written {
			continue
		}
		if err := replace(each.File, []byte(each.source)); err != nil {
			return fmt.Errorf("%s cannot be written: %w", each.File, reason(err))
		}
	}
	return nil
}

// refusedFiles refuses with the code of a refusal: what is there is somebody's.
func refusedFiles(others []string) error {
	verb := "says"
	if len(others) > 1 {
		verb = "say"
	}
	return refusal{fmt.Errorf("%s %s something else already, so nothing was written: --force replaces it", strings.Join(others, ", "), verb)}
}

// replace puts a whole file in the place of whatever has its name.
func replace(name string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	err = errors.Join(err, file.Chmod(0o644), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name()) // it is what could not be done
	}
	return err
}

// reason is the error of a file without the file's name.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	default:
		return err
	}
}
