package main

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// entry is what the ledger says of one access.
type entry struct {
	Person struct {
		Login string `json:"login"`
	} `json:"person"`
	State       string    `json:"state"`
	EndedAt     time.Time `json:"ended_at"`
	ConfirmedAt time.Time `json:"confirmed_at"`
}

// ledger reads what the product says of everything that was to end, once all of it
// is confirmed.
func (s *storm) ledger(ctx context.Context) (entries []entry, err error) {
	someone, err := signIn(ctx, s.house.where.Console, admin)
	if err != nil {
		return nil, err
	}
	err = until(ctx, 5*time.Minute, "the ledger says that everything has ended", func() (bool, error) {
		entries, err = over(ctx, someone)
		return len(entries) >= s.ends, err
	})
	return entries, err
}

// over lists what has ended.
func over(ctx context.Context, someone person) (entries []entry, err error) {
	query := url.Values{"scope": {"all"}, "state": {"over"}, "limit": {"200"}}
	for {
		var page struct {
			Items []entry `json:"items"`
			Next  string  `json:"next"`
		}
		if err := someone.call(ctx, http.MethodGet, "/access?"+query.Encode(), nil, &page); err != nil {
			return nil, err
		}
		entries = append(entries, page.Items...)
		if page.Next == "" {
			return entries, nil
		}
		query.Set("cursor", page.Next)
	}
}
