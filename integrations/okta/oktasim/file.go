package oktasim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	fileFormat  = "curfew-okta-simulator"
	fileVersion = 1
)

type document struct {
	Format  string          `json:"format"`
	Version int             `json:"version"`
	State   json.RawMessage `json:"state"`
}

// file keeps a state on disk; without a path it keeps nothing.
type file struct {
	path string
	last []byte // the state as it was written down last
}

// load reads the file; nil where there is none yet.
func (f *file) load() (*state, error) {
	if f.path == "" {
		return nil, nil
	}
	content, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the Okta simulator cannot read its data file: %w", err)
	}
	var doc document
	if err := json.Unmarshal(content, &doc); err != nil {
		return nil, fmt.Errorf("the Okta simulator's data file %s is damaged (%v); restore it, or delete it to start over", f.path, err)
	}
	if doc.Format != fileFormat {
		return nil, fmt.Errorf("%s is not a data file of the Okta simulator; name another file", f.path)
	}
	if doc.Version > fileVersion {
		return nil, fmt.Errorf("the Okta simulator's data file %s has version %d, and this program knows versions up to %d; use a newer program, or delete the file to start over", f.path, doc.Version, fileVersion)
	}
	f.last = doc.State
	loaded := f.restore()
	if loaded == nil {
		return nil, fmt.Errorf("the Okta simulator's data file %s is damaged (its organisation cannot be read); restore it, or delete it to start over", f.path)
	}
	return loaded, nil
}

// restore is the state that was written down last; nil where that was none.
func (f *file) restore() *state {
	restored := emptyState()
	if json.Unmarshal(f.last, restored) != nil || !restored.sound() {
		return nil
	}
	return restored
}

// save replaces the file in one step: after it returns, the state is on disk,
// and a crash at any moment leaves either the old file or the new one.
func (f *file) save(s *state) error {
	if f.path == "" {
		return nil
	}
	var content []byte
	written, err := json.Marshal(s)
	if err == nil {
		content, err = json.Marshal(document{Format: fileFormat, Version: fileVersion, State: written})
	}
	if err == nil {
		err = replace(f.path, content)
	}
	if err != nil {
		return fmt.Errorf("the Okta simulator cannot write its data file: %w", err)
	}
	f.last = written
	return nil
}

func replace(path string, content []byte) error {
	folder := filepath.Dir(path)
	temporary, err := os.CreateTemp(folder, filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }() // fails once it was renamed
	_, err = temporary.Write(content)
	if err == nil {
		err = temporary.Sync()
	}
	if closing := temporary.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return err
	}
	directory, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer func() { _ = directory.Close() }()
	return directory.Sync()
}

// sound refuses a state with holes in it, which no writer of ours leaves.
func (s *state) sound() bool {
	if s.Users == nil || s.Groups == nil || s.Rules == nil || s.Apps == nil {
		return false
	}
	for _, u := range s.Users {
		if u == nil || u.Profile == nil {
			return false
		}
	}
	for _, g := range s.Groups {
		if g == nil || g.Members == nil {
			return false
		}
	}
	for _, r := range s.Rules {
		if r == nil {
			return false
		}
	}
	for _, a := range s.Apps {
		if a == nil || a.Users == nil || a.Groups == nil {
			return false
		}
	}
	return true
}
