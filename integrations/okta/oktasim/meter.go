package oktasim

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Classes of calls that share a limit.
const (
	classUsers  = "/api/v1/users"
	classUser   = "/api/v1/users/{id}"
	classGroups = "/api/v1/groups"
	classGroup  = "/api/v1/groups/{id}"
	classRules  = "/api/v1/groups/rules"
	classApps   = "/api/v1/apps"
	classApp    = "/api/v1/apps/{id}"
	classLogs   = "/api/v1/logs"
)

// Limits are the calls per minute that a workforce organisation allows, by class:
// https://developer.okta.com/docs/reference/rl2-limits/
func Limits() map[string]int {
	return map[string]int{
		classUsers: 1200, classUser: 1200, classGroups: 500, classGroup: 1000,
		classRules: 1200, classApps: 1200, classApp: 1200, classLogs: 1200,
	}
}

// limitsWith is limits with single ones replaced.
func limitsWith(limits, own map[string]int) (map[string]int, error) {
	limits = maps.Clone(limits)
	for class, limit := range own {
		if limits[class] == 0 || limit < 1 {
			known := slices.Sorted(maps.Keys(limits))
			return nil, fmt.Errorf("there is no limit of %d calls for %q; the classes are %s", limit, class, strings.Join(known, ", "))
		}
		limits[class] = limit
	}
	return limits, nil
}

// meter counts calls in windows of a minute, each of which begins with its first call.
type meter struct {
	limits  map[string]int
	windows map[string]*window
}

type window struct {
	used int
	ends time.Time
}

func newMeter(limits map[string]int) *meter {
	return &meter{limits: limits, windows: map[string]*window{}}
}

// allow counts one call, says in the headers what is left, and refuses it when
// nothing is.
func (m *meter) allow(class string, now time.Time, header http.Header) bool {
	w := m.windows[class]
	if w == nil || !now.Before(w.ends) {
		w = &window{ends: now.Truncate(time.Second).Add(time.Minute)}
		m.windows[class] = w
	}
	limit := m.limits[class]
	allowed := w.used < limit
	if allowed {
		w.used++
	}
	header.Set("X-Rate-Limit-Limit", strconv.Itoa(limit))
	header.Set("X-Rate-Limit-Remaining", strconv.Itoa(limit-w.used))
	header.Set("X-Rate-Limit-Reset", strconv.FormatInt(w.ends.Unix(), 10))
	return allowed
}
