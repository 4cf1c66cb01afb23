package config

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/rawbytes"
	"github.com/knadh/koanf/v2"
)

// loadFile merges the YAML file in; an empty path is no file.
func loadFile(merged *koanf.Koanf, path string) error {
	if path == "" {
		return nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("the configuration file cannot be read: %w; --config or %s names another one", err, FileVariable)
	}
	file := koanf.New(".")
	if err := file.Load(rawbytes.Provider(content), yaml.Parser()); err != nil {
		return fmt.Errorf("the configuration file %s is not readable YAML%s", path, place(err))
	}
	errs := []error{merged.Merge(file)}
	for _, key := range file.Keys() {
		if !namesEndpoints(key) && !slices.Contains(keys(), key) && !isEmptySection(file, key) {
			errs = append(errs, fmt.Errorf("%q in %s is not a setting: correct it or remove it. %s", key, path, alike(key)))
		}
	}
	return errors.Join(errs...)
}

// isEmptySection accepts a section whose settings are all commented out.
func isEmptySection(file *koanf.Koanf, key string) bool {
	return file.Get(key) == nil && slices.ContainsFunc(keys(), func(known string) bool {
		return len(known) > len(key) && known[:len(key)+1] == key+"."
	})
}

var lineOf = regexp.MustCompile(`line \d+`)

// place is all that is told of a parser's error, as the rest may quote a secret.
func place(err error) string {
	if line := lineOf.FindString(err.Error()); line != "" {
		return " at " + line
	}
	return ""
}
