package access

// Page asks for a part of a list. The cursor is opaque: it comes from the answer
// before and is empty for the first part.
type Page struct {
	Cursor string
	Limit  int // 1 to 200; anything else is taken as 50
}

// Listed is a part of a list and where the next one starts, empty at the end.
type Listed[T any] struct {
	Items []T
	Next  string
}
