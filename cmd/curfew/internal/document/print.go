package document

import (
	"fmt"
	"io"
	"strings"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// Printer writes findings as compilers do: where, what, and the source line with
// the place underlined.
type Printer struct {
	Out     io.Writer
	Colours bool
}

// The colours of a terminal, by ECMA-48's SGR.
const (
	bold   = "1"
	red    = "1;31"
	yellow = "1;33"
	blue   = "34"
)

func (p Printer) in(colour, text string) string {
	if !p.Colours || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// Finding writes one. The index is that of its document.
func (p Printer) Finding(file string, index *Index, finding Finding) error {
	place := words.Plain(file)
	if finding.Line > 0 {
		place += fmt.Sprintf(":%d:%d", finding.Line, finding.Column)
	}
	colour := red
	if finding.Severity == builder.Warning {
		colour = yellow
	}
	what := string(finding.Severity)
	if finding.Code != "" {
		what += " " + string(finding.Code)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s: %s%s\n", p.in(bold, place), p.in(colour, words.Plain(what)), words.Plain(finding.Message), words.Plain(concerning(finding)))
	if excerpt, ok := index.Excerpt(finding.Range); ok {
		fmt.Fprintf(&out, "%s %s%s%s\n", p.in(blue, fmt.Sprintf("%5d |", finding.Line)), excerpt.Before, excerpt.Marked, excerpt.After)
		fmt.Fprintf(&out, "%s %s\n", p.in(blue, "      |"), excerpt.blanks()+p.in(colour, excerpt.carets()))
	}
	if len(finding.Path) > 0 {
		fmt.Fprintf(&out, "      path: %s\n", words.Plain(strings.Join(finding.Path, " → ")))
	}
	_, err := io.WriteString(p.Out, out.String())
	return err
}

// concerning names the step and its field. Of the document as a whole the place
// itself says what it is.
func concerning(finding Finding) string {
	switch {
	case finding.Node == "":
		return ""
	case finding.Field == "":
		return " (step " + finding.Node + ")"
	default:
		return " (step " + finding.Node + ", " + finding.Field + ")"
	}
}
