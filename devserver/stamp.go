package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Temporal cannot migrate its SQLite schema from one version to another and
// records no version in it. FILE.version therefore holds the server version that
// created the file, as one line such as "1.32.1".

func stampPath(path string) string { return path + ".version" }

// checkStamp refuses a database that another version owns, or that nobody
// stamped, and says what to do.
func checkStamp(path, version string) error {
	content, err := os.ReadFile(stampPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return databaseFailure(codeDatabaseVersion,
			"%s has no version stamp, so the Temporal version that wrote it is unknown; put back %s if it was lost, or move the database away to start with an empty one.",
			path, stampPath(path))
	}
	if err != nil {
		return fmt.Errorf("read the version stamp: %w", err)
	}
	stamp := strings.TrimSpace(string(content))
	if stamp == version {
		return nil
	}
	switch order, ok := compareVersions(stamp, version); {
	case !ok:
		return databaseFailure(codeDatabaseVersion,
			"%s says %q, which is not a version; put back the line that was there, or move the database away to start with an empty one.",
			stampPath(path), stamp)
	case order > 0:
		return databaseFailure(codeDatabaseVersion,
			"%s was written by Temporal %s, which is newer than the %s in this release; run the newer Curfew release again, or move the database away to start with an empty one.",
			path, stamp, version)
	default:
		return databaseFailure(codeDatabaseVersion,
			"%s was written by Temporal %s, and the %s in this release cannot convert it; run the Curfew release that wrote it until its workflows have ended, or move the database away to start with an empty one.",
			path, stamp, version)
	}
}

// writeStamp puts version beside path, whole or not at all.
func writeStamp(path, version string) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".version-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(version + "\n")
	err = errors.Join(err, file.Chmod(0o644), file.Sync(), file.Close())
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), stampPath(path))
}

// compareVersions orders dotted numbers as cmp.Compare does; ok is false unless
// both are such.
func compareVersions(a, b string) (order int, ok bool) {
	left, ok := versionNumbers(a)
	if !ok {
		return 0, false
	}
	right, ok := versionNumbers(b)
	if !ok {
		return 0, false
	}
	return slices.CompareFunc(left, right, cmp.Compare[int]), true
}

func versionNumbers(text string) ([]int, bool) {
	var numbers []int
	for _, part := range strings.Split(text, ".") {
		number, err := strconv.Atoi(part)
		if err != nil || number < 0 {
			return nil, false
		}
		numbers = append(numbers, number)
	}
	return numbers, true
}
