package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// checkDirectory requires that the directory of file exists and accepts new
// files; SQLite needs the latter even for a file that is there. It leaves
// nothing behind. It creates no directory: a mistyped path would otherwise start
// an empty cluster.
func checkDirectory(file, flagName string) error {
	directory := filepath.Dir(file)
	refuse := func(format string, args ...any) error {
		return &startFailure{Code: codeDirectoryMissing, Message: fmt.Sprintf(format, args...), Flag: flagName}
	}
	info, err := os.Stat(directory)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse("The directory %s, named by %s, does not exist; create it first.", directory, flagName)
	case err != nil:
		return refuse("The directory %s, named by %s, cannot be read: %v.", directory, flagName, err)
	case !info.IsDir():
		return refuse("%s, named by %s, is not a directory.", directory, flagName)
	}
	probe, err := os.CreateTemp(directory, ".curfew-temporal-*")
	if err != nil {
		return refuse("The directory %s, named by %s, cannot be written: %v.", directory, flagName, err)
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	return nil
}
