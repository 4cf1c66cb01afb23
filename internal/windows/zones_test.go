package windows_test

import (
	_ "embed"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/windows"
)

//go:embed testdata/zones.txt
var zoneList string

// zoneNames is every zone and link of IANA's database.
func zoneNames() []string {
	_, names, _ := strings.Cut(zoneList, "\n")
	return strings.Fields(names)
}

func location(t interface{ Fatal(...any) }, name string) *time.Location {
	zone, err := windows.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// change is a moment at which the offset of a zone changes, in Unix seconds.
type change struct {
	at            int64
	before, after int64
}

// changes finds every change of offset from 2020 to 2040, by looking at each day and
// halving those on which the offset is another one at the end.
func changes(zone *time.Location) []change {
	offset := func(unix int64) int64 { return reading(unix, zone) - unix }
	const day = 24 * 3600
	var found []change
	for from := int64(dayNumber(2020, 1, 1)) * day; from < int64(dayNumber(2041, 1, 1))*day; from += day {
		if before, after := offset(from), offset(from+day); before != after {
			at := from + int64(sort.Search(day, func(i int) bool { return offset(from+int64(i)) != before }))
			found = append(found, change{at, before, after})
		}
	}
	return found
}

func TestNamesThatAreNoZones(t *testing.T) {
	for _, name := range []string{
		"", "Local", "local", "localtime", "posixrules", "posix/Europe/Berlin", "right/Europe/Berlin", "tzdata.zi", "zone.tab",
		"Europe/Berlim", "Europe", "Europe/", "/Europe/Berlin", "Europe//Berlin", "../UTC", "Etc/../UTC", "Europe/Berlin ", "Europe\\Berlin",
		"C:/UTC", "UTC\x00", "+02:00", "utc", "CET-1CEST", "Ürümqi", strings.Repeat("A", 1000),
	} {
		zone, err := windows.LoadZone(name)
		if err == nil || zone != nil || len(err.Error()) > 200 || !strings.Contains(err.Error(), "Europe/Berlin") {
			t.Errorf("%.40q: %v, %v", name, zone, err)
		}
	}
}

func TestEveryZoneOfTheListIsKnown(t *testing.T) {
	names := zoneNames()
	if len(names) < 590 {
		t.Fatalf("only %d zones", len(names))
	}
	for _, name := range names {
		zone := location(t, name)
		for _, change := range changes(zone) {
			if change.before%quarter != 0 || change.after%quarter != 0 {
				t.Errorf("%s: the reckoning of these tests cannot do offsets of %d and %d s", name, change.before, change.after)
			}
		}
	}
}
