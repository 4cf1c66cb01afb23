package client

import (
	"encoding/json"
)

// All reads every page of a list and answers as one page of all items.
func All[T any](read func(cursor string) (Answer[List[T]], error)) (Answer[List[T]], error) {
	var all Answer[List[T]]
	items := []json.RawMessage{}
	for cursor := ""; ; {
		answer, err := read(cursor)
		if err != nil {
			return all, err
		}
		var raw List[json.RawMessage]
		if err := json.Unmarshal(answer.Raw, &raw); err != nil {
			return all, err
		}
		items = append(items, raw.Items...)
		all.Value.Items = append(all.Value.Items, answer.Value.Items...)
		if cursor = answer.Value.Next; cursor == "" {
			break
		}
	}
	encoded, err := json.Marshal(map[string]any{"items": items})
	all.Raw = encoded
	return all, err
}
