package store

import (
	"encoding/base64"
	"encoding/json"

	"github.com/curfewhq/curfew/internal/access"
)

const (
	defaultLimit = 50
	maxLimit     = 200
)

// place is where something stands in a list: a group, an order within it, and the
// id for those that are equal. It is what a cursor carries.
type place struct {
	Group int64  `json:"g,omitempty"`
	Order int64  `json:"o"`
	ID    string `json:"i,omitempty"`
}

func (p place) cursor() string {
	raw, _ := json.Marshal(p) // cannot fail: two numbers and a text
	return base64.RawURLEncoding.EncodeToString(raw)
}

// start is the place after which a page begins; began is false for the first one.
func start(page access.Page) (after place, began bool, err error) {
	if page.Cursor == "" {
		return place{}, false, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(page.Cursor)
	if err == nil {
		err = json.Unmarshal(raw, &after)
	}
	if err != nil {
		return place{}, false, access.Refuse(access.CodeInvalid,
			"The cursor is not one that came with an earlier answer. Leave it out to start over.").At("cursor")
	}
	return after, true, nil
}

// limit is how many a page holds.
func limit(page access.Page) int {
	if page.Limit < 1 || page.Limit > maxLimit {
		return defaultLimit
	}
	return page.Limit
}

// listed makes a page out of rows that were read one more than it holds.
func listed[R, T any](rows []R, page access.Page, convert func(R) T, where func(R) place) access.Listed[T] {
	var list access.Listed[T]
	if size := limit(page); len(rows) > size {
		rows = rows[:size]
		list.Next = where(rows[size-1]).cursor()
	}
	for _, row := range rows {
		list.Items = append(list.Items, convert(row))
	}
	return list
}
