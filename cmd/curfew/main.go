// Command curfew is the whole product in one binary: `curfew dev` runs everything
// on one machine, `curfew serve` and `curfew worker` are the production halves, and
// the rest prepares, checks and uses a running one.
//
// One file holds one command. What a command does beyond reading its flags is in
// internal/: dev, wiring, cluster, seed, directory, client.
package main

import "os"

func main() {
	os.Exit(run(untilInterrupted(), os.Args[1:], program{
		environ: os.Environ(), in: os.Stdin, out: os.Stdout, err: os.Stderr,
		attended: onTerminal(os.Stdin) && onTerminal(os.Stderr),
	}))
}
