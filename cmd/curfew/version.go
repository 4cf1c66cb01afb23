package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the linker: -ldflags "-X main.version=1.2.3".
var version string

func newVersion(p program) *cobra.Command {
	command := &cobra.Command{
		Use:   "version",
		Short: "Say which Curfew this is",
		Args:  arguments(cobra.NoArgs),
	}
	asJSON := command.Flags().Bool("json", false, "answer as JSON")
	command.RunE = func(*cobra.Command, []string) error {
		if *asJSON {
			return printJSON(p.out, map[string]string{"version": versionName(), "go": runtime.Version()})
		}
		_, err := fmt.Fprintf(p.out, "curfew %s (%s)\n", versionName(), runtime.Version())
		return err
	}
	return command
}

// versionName is the release, or the module's version where it was built without one.
func versionName() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}
