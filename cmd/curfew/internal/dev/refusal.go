package dev

import (
	"errors"
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/cmd/curfew/internal/temporalchild"
)

// withData adds to a sentence about a file which flag leads away from it.
func withData(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w; --data names another directory", err)
}

// about makes sure that a sentence names the file it is about.
func about(path string, err error) error {
	if err == nil || strings.Contains(err.Error(), path) {
		return withData(err)
	}
	return withData(fmt.Errorf("%s: %w", path, err))
}

// theirFlags are the child's flags and what they are called here.
var theirFlags = strings.NewReplacer(
	"name another file with --db", "name another directory with --data",
	"--ui-port", "--temporal-ui-port", "--port", "--temporal-port", "--db", "--data",
)

// inOurWords is the child's reason in terms of our own flags.
func inOurWords(err error) error {
	var failure *temporalchild.Failure
	if !errors.As(err, &failure) {
		return fmt.Errorf("the Temporal server could not be started: %w; what it said is in temporal.log in the directory that --data names", err)
	}
	sentence := theirFlags.Replace(strings.TrimSuffix(failure.Message, "."))
	if begun, cut := strings.CutPrefix(sentence, "Port "); cut {
		sentence = "port " + begun
	}
	if !strings.Contains(sentence, "--") {
		sentence += "; --data names another directory"
	}
	return errors.New(sentence)
}
