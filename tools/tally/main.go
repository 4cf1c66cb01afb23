package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	counts := flag.String("counts", "", "file that gets \"passed failed skipped\"")
	flag.Parse()

	r := newReport(os.Stdout)
	seen, err := r.read(os.Stdin)
	if err == nil && *counts != "" {
		line := fmt.Sprintf("%d %d %d\n", r.passed, r.failed, r.skipped)
		err = os.WriteFile(*counts, []byte(line), 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if r.broken || seen == 0 {
		os.Exit(1)
	}
}

// read takes every line there is. What is no event (the go command's own words,
// such as a module that cannot be found) is passed on as it is.
func (r *report) read(from io.Reader) (events int, err error) {
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) == nil && e.Action != "" {
				events++
				r.take(e)
			} else {
				fmt.Fprintf(r.to, "%s", line)
			}
		}
		if err == io.EOF {
			return events, nil
		}
		if err != nil {
			return events, err
		}
	}
}
