package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/v2"
)

// loadEnvironment merges the variables in. One that is set to nothing counts as
// not set: that is how compose files and shells pass on what they do not have.
func loadEnvironment(merged *koanf.Koanf, environ []string) error {
	byVariable := map[string]string{}
	for _, key := range keys() {
		byVariable[Variable(key)] = key
	}
	var errs []error
	provider := env.Provider(".", env.Opt{
		Prefix:      prefix,
		EnvironFunc: func() []string { return environ },
		TransformFunc: func(name, value string) (string, any) {
			if !slices.Contains(Variables(), name) {
				errs = append(errs, unknownVariable(name))
			}
			if value == "" {
				return "", nil
			}
			return byVariable[name], value
		},
	})
	return errors.Join(append(errs, merged.Load(provider, nil))...)
}

func unknownVariable(name string) error {
	section, _, _ := strings.Cut(strings.TrimPrefix(name, prefix), "_")
	var near []string
	for _, known := range Variables() {
		if strings.HasPrefix(known, prefix+section+"_") {
			near = append(near, known)
		}
	}
	if len(near) == 0 {
		near = Variables()
	}
	return fmt.Errorf("%s is not a variable that Curfew knows: correct it or unset it. There are %s", name, strings.Join(near, ", "))
}
