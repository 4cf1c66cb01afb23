package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// document is a list or a map in one column, as JSON; nil is NULL.
type document[T any] struct{ v T }

func documentOf[T any](v T) document[T] { return document[T]{v: v} }

// GormDataType keeps GORM from taking the field for a relation.
func (document[T]) GormDataType() string { return "document" }

// Value writes the document.
func (d document[T]) Value() (driver.Value, error) {
	raw, err := json.Marshal(d.v)
	if err != nil {
		return nil, err
	}
	if string(raw) == "null" {
		return nil, nil
	}
	return storableJSON(raw), nil
}

// Scan reads what Value wrote.
func (d *document[T]) Scan(value any) error {
	var read T
	d.v = read
	switch value := value.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(value), &d.v)
	case []byte:
		return json.Unmarshal(value, &d.v)
	default:
		return fmt.Errorf("a document is a text, not %T", value)
	}
}
