package client

import (
	"context"
	"net/url"
	"time"
)

// Attempt is one try to change something in an outside system, or several in a row
// that were put off.
type Attempt struct {
	Action  string    `json:"action"` // give or take
	At      time.Time `json:"at"`
	Times   int       `json:"times"`
	Attempt int       `json:"attempt"`
	TookMS  int64     `json:"took_ms"`
	Reply   string    `json:"reply"`
	Outcome string    `json:"outcome"`
	Found   string    `json:"found"`
}

// EndFigures say how late ends were.
type EndFigures struct {
	Ends       int     `json:"ends"`
	OnTime     int     `json:"on_time"`
	P50Seconds float64 `json:"p50_seconds"`
	P95Seconds float64 `json:"p95_seconds"`
	P99Seconds float64 `json:"p99_seconds"`
	MaxSeconds float64 `json:"max_seconds"`
}

// Lateness says how late ends were, by connector.
type Lateness struct {
	Since      time.Time `json:"since"`
	Connectors []struct {
		Connector     string     `json:"connector"`
		Figures       EndFigures `json:"figures"`
		Pending       int        `json:"pending"`
		OldestSeconds int64      `json:"oldest_seconds"`
		Days          []struct {
			Day     string     `json:"day"`
			Figures EndFigures `json:"figures"`
		} `json:"days"`
	} `json:"connectors"`
}

// Forecast says how late ends will be, by connector.
type Forecast struct {
	Connectors []struct {
		Connector    string `json:"connector"`
		Pace         int    `json:"pace"`
		EndsNextHour int    `json:"ends_next_hour"`
		EndsNextDay  int    `json:"ends_next_day"`
		Worst        Peak   `json:"worst"`
		Peaks        []Peak `json:"peaks"`
		Backlog      struct {
			Ends      int       `json:"ends"`
			DrainedAt time.Time `json:"drained_at"`
		} `json:"backlog"`
	} `json:"connectors"`
}

// Peak is a minute in which ends are due.
type Peak struct {
	Minute      time.Time `json:"minute"`
	Ends        int       `json:"ends"`
	Backlog     int       `json:"backlog"`
	LateSeconds float64   `json:"late_seconds"`
}

// UsesBefore says how often an emergency was used before.
type UsesBefore struct {
	Days  int `json:"days"`
	Count int `json:"count"`
}

// Attempts lists what was tried for a lease, newest first.
func (c *Client) Attempts(ctx context.Context, id, cursor string) (Answer[List[Attempt]], error) {
	return get[List[Attempt]](ctx, c, "/access/"+url.PathEscape(id)+"/attempts", page(cursor))
}

// Lateness is that of ends that were due since a moment; a zero one and no connector
// leave it to the server.
func (c *Client) Lateness(ctx context.Context, since time.Time, connector string) (Answer[Lateness], error) {
	query := url.Values{}
	if !since.IsZero() {
		query.Set("since", since.UTC().Format(time.RFC3339))
	}
	if connector != "" {
		query.Set("connector", connector)
	}
	return get[Lateness](ctx, c, "/lateness", query)
}

// Forecast is that of the next 24 hours.
func (c *Client) Forecast(ctx context.Context) (Answer[Forecast], error) {
	return get[Forecast](ctx, c, "/forecast", nil)
}
