package builder_test

import (
	"testing"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

func TestASeriesThatCannotBeReadHasNoWords(t *testing.T) {
	series := access.Series{Rule: "FREQ=WEEKLY;BYDAY=MO,TH", Start: "08:00", End: "12:00", Zone: "Europe/Berlin", First: "2027-01-04", Last: "2027-03-31"}
	if words := builder.SeriesWords(series); words == "" {
		t.Error("a series that can be read has no words")
	}
	series.Zone = "Nowhere/At-all"
	if words := builder.SeriesWords(series); words != "" {
		t.Errorf("%q", words)
	}
}
