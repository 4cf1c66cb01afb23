package main

import (
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/document"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// mostShown is how many problems of one file people are shown.
const mostShown = 50

// print tells people: each problem at its place, then what it comes to.
func (r *checkReport) print(p program) error {
	printer := document.Printer{Out: p.out, Colours: p.colours()}
	for _, file := range r.Files {
		if file.Unreadable != "" {
			fmt.Fprintf(p.err, "curfew: %s\n", words.Plain(file.Unreadable))
			continue
		}
		if err := file.print(printer, r.ByServer); err != nil {
			return err
		}
	}
	if len(r.Files) == 1 && r.Files[0].Unreadable != "" {
		return nil
	}
	_, err := fmt.Fprintln(p.out, r.sum())
	return err
}

func (f *checkedFile) print(printer document.Printer, byServer bool) error {
	shown, unchecked := 0, 0
	for _, finding := range f.Problems {
		if finding.Code == builder.CodeUnchecked {
			unchecked++
			continue
		}
		if shown++; shown > mostShown {
			continue
		}
		if err := printer.Finding(f.source.Name, f.index, finding); err != nil {
			return err
		}
	}
	if shown > mostShown {
		fmt.Fprintf(printer.Out, "%s: and %d more; --json lists them all.\n", words.Plain(f.source.Name), shown-mostShown)
	}
	if unchecked > 0 {
		hint := "give --server to check against a running Curfew"
		if byServer {
			hint = "the server does not know its catalogue or its directory yet"
		}
		fmt.Fprintf(printer.Out, "%s: %s could not be looked up; %s.\n", words.Plain(f.source.Name), counted(unchecked, "name"), hint)
	}
	return nil
}

// sum is the last line.
func (r *checkReport) sum() string {
	var found []string
	if r.Errors > 0 {
		found = append(found, counted(r.Errors, "error"))
	}
	if r.Warnings > 0 {
		found = append(found, counted(r.Warnings, "warning"))
	}
	wrong, all := r.wrong(), len(r.Files)
	switch {
	case wrong > 0 && len(found) == 0:
		return fmt.Sprintf("%d of %s could not be read.", wrong, counted(all, "file"))
	case wrong > 0 && all == 1:
		return "The file cannot be published: " + strings.Join(found, ", ") + "."
	case wrong > 0:
		return fmt.Sprintf("%d of %s cannot be published: %s.", wrong, counted(all, "file"), strings.Join(found, ", "))
	case len(found) > 0:
		return fmt.Sprintf("%s good, with %s.", filesAre(all), strings.Join(found, ", "))
	default:
		return filesAre(all) + " good."
	}
}

func filesAre(count int) string {
	if count == 1 {
		return "1 file is"
	}
	return fmt.Sprintf("%d files are", count)
}

func counted(count int, what string) string {
	if count == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", count, what)
}
