package document

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/curfewhq/curfew/builder"
)

// StandardInput is the name that is typed for it. It holds YAML.
const StandardInput = "-"

// Read reads a file, or standard input. Of what is too large it reads only as much
// as shows that: builder says so. An error is a sentence that names the file.
func Read(name string, standardInput io.Reader) (Source, error) {
	source := Source{Name: name, Format: formatOf(name)}
	if name == StandardInput {
		source.Name = "standard input"
		text, err := bounded(standardInput)
		if err != nil {
			return source, fmt.Errorf("standard input cannot be read: %w", err)
		}
		source.Text = text
		return source, nil
	}
	// Whatever else it is (a pipe, a device) might never end, or never begin.
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return source, fmt.Errorf("%s is not a file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return source, unreadable(name, err)
	}
	defer func() { _ = file.Close() }() // only read
	if source.Text, err = bounded(file); err != nil {
		return source, unreadable(name, err)
	}
	return source, nil
}

func bounded(from io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(from, builder.MaxDefinitionBytes+1))
}

func unreadable(name string, err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no %s", name)
	case errors.As(err, &path):
		err = path.Err
	}
	return fmt.Errorf("%s cannot be read: %w", name, err)
}

// formatOf tells a file's format by its name: empty where it is none of ours.
func formatOf(name string) Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml":
		return YAML
	case ".json":
		return JSON
	}
	if name == StandardInput {
		return YAML
	}
	return ""
}
