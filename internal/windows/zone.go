package windows

import (
	"fmt"
	"regexp"
	"time"
	_ "time/tzdata" // the zones, for machines that have no zone files
)

// Names in IANA's database begin with a capital letter. What does not is no zone but
// a file beside them: "localtime", "posix/…", and "right/…" with its leap seconds.
var zonePattern = regexp.MustCompile(`^[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*$`)

// LoadZone finds a time zone by its IANA name ("Europe/Berlin", "UTC") in the
// machine's zone data, or else in the data built into the program. "Local" is
// refused, since it is another zone on every machine.
func LoadZone(name string) (*time.Location, error) {
	const advice = "write an IANA name, for instance Europe/Berlin, America/New_York or UTC"
	if name == "" {
		return nil, fmt.Errorf("there is no time zone: %s", advice)
	}
	if len(name) <= 64 && name != "Local" && zonePattern.MatchString(name) {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone, nil
		}
	}
	return nil, fmt.Errorf("%q is not a time zone: %s", shortened(name), advice)
}
