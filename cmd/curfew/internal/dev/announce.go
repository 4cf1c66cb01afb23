package dev

import (
	"encoding/json"
	"fmt"
	"io"
)

// addresses is where everything is, for people and for programs.
type addresses struct {
	Console    string `json:"console"`
	Temporal   string `json:"temporal"`
	TemporalUI string `json:"temporal_ui"`
	Okta       string `json:"okta"`
}

func (a addresses) write(where dataDir) error {
	content, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(where.file(addressesFile), append(content, '\n'))
}

// addressesFile is there while everything runs, and at no other time except after
// a crash.
const addressesFile = "addresses.json"

// announce says in a few lines where everything is and how to begin.
func (a addresses) announce(out io.Writer, where dataDir, simulated bool) {
	note, begin := "", "sign in as anybody."
	if simulated {
		note = fmt.Sprintf("  (simulator, API token %s)", SimulatorToken)
		begin = "sign in as Ada Lindqvist, ask for Demo / Minute pass,\n" +
			"               then sign in as her manager Tomas Berg and approve it."
	}
	fmt.Fprintf(out, `Curfew runs. Ctrl-C stops it; everything is kept in %s.

  Console      %s
  Temporal UI  %s
  Temporal     %s
  Okta         %s%s

To begin: open the console, %s
`, where, a.Console, a.TemporalUI, a.Temporal, a.Okta, note, begin)
}
