package temporalchild

import (
	"errors"
	"os"
	"path/filepath"
)

// Program is the name of the child's binary.
const Program = "curfew-temporal"

// Find looks for the binary next to this program, then in bin below the working
// directory, then on the PATH. The error says how to build it.
func Find(executable, path string) (string, error) {
	if resolved, err := filepath.EvalSymlinks(executable); err == nil {
		executable = resolved
	}
	places := append([]string{filepath.Dir(executable), "bin"}, filepath.SplitList(path)...)
	for _, place := range places {
		if place == "" {
			continue
		}
		candidate := filepath.Join(place, Program)
		if info, err := os.Stat(candidate); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return filepath.Abs(candidate)
		}
	}
	return "", errors.New("the program " + Program + " is neither next to this one, nor in ./bin, nor on the PATH: " +
		"build it with `make build`, or with `cd devserver && go build -trimpath -ldflags='-s -w' -o ../bin/" + Program + " .`")
}
