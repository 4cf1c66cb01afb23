package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// printJSON writes a value for programs, indented for whoever reads along.
func printJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// printRaw writes the server's own object, every field of it.
func printRaw(out io.Writer, raw json.RawMessage) error {
	var indented bytes.Buffer
	if err := json.Indent(&indented, raw, "", "  "); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, bytes.NewBuffer(bytes.TrimSpace(indented.Bytes())))
	return err
}
