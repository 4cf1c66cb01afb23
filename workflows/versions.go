package workflows

// The ids of changes of what a run does that older runs must not make when they are
// replayed, each with the month in which it was made.
const (
	changeLatePages = "2026-11-late-pages" // an owner tells people of an end that is late
)
