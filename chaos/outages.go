package main

import (
	"sync"
	"time"
)

// outages are until when something stays away from a case.
type outages struct {
	mu    sync.Mutex
	until map[string]time.Time
}

func (o *outages) begin(caseID string, until time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.until == nil {
		o.until = map[string]time.Time{}
	}
	o.until[caseID] = until
}

func (o *outages) on(caseID string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return now.Before(o.until[caseID])
}
