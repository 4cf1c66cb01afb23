package dev

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// dataDir is where everything is kept.
type dataDir string

func (d dataDir) file(name string) string { return filepath.Join(string(d), name) }

// openDirectory makes the directory where it is missing. Its parent has to be
// there: a mistyped path would otherwise begin an empty house.
func openDirectory(path string) (dataDir, error) {
	if path == "" {
		return "", errors.New("the data directory has no name: --data names it")
	}
	err := os.Mkdir(path, 0o700)
	info, looking := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("the data directory %s cannot be made because %s is missing: make that first, or choose another directory with --data", path, filepath.Dir(path))
	case err != nil && !errors.Is(err, fs.ErrExist):
		return "", fmt.Errorf("the data directory %s cannot be made (%w): choose another one with --data", path, errors.Unwrap(err))
	case looking != nil:
		return "", fmt.Errorf("the data directory %s cannot be read (%w): choose another one with --data", path, errors.Unwrap(looking))
	case !info.IsDir():
		return "", fmt.Errorf("%s is a file and not a directory: choose another one with --data", path)
	}
	probe, err := os.CreateTemp(path, ".curfew-*")
	if err != nil {
		return "", fmt.Errorf("the data directory %s cannot be written (%w): choose another one with --data", path, errors.Unwrap(err))
	}
	return dataDir(path), errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(content)
	err = errors.Join(err, temporary.Sync(), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temporary.Name()) // what matters is why
	}
	return err
}
