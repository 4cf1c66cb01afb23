package builder

// Change says what became of something between two definitions.
type Change string

// What can become of something.
const (
	ChangeAdded   Change = "added"
	ChangeRemoved Change = "removed"
	ChangeChanged Change = "changed"
	ChangeMoved   Change = "moved"  // it has another place in a list whose order matters
	ChangeLayout  Change = "layout" // steps are drawn elsewhere
)

// Difference is one thing that is not the same in two definitions.
type Difference struct {
	Change Change `json:"change"`
	// Node is the id of the step that it is about, or that the edge leads from: the
	// newer id, or the older one of what is gone. It is empty for the document.
	Node string `json:"node,omitempty"`
	// Edge is the connection that it is about, such as "lead.denied → refused".
	Edge string `json:"edge,omitempty"`
	// Field is where it is: "title", "config.timeout" or, in a list, by the id or
	// port of the entry, "config.questions[ticket].pattern", or by its place,
	// counted from 0. It is empty where a whole step or edge came or went.
	Field string `json:"field,omitempty"`
	// Before and After are the values, shortened; empty where there is none.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// Words is one sentence that an admin reads.
	Words string `json:"words"`
}

// Differences tells what was done to one definition to make another: first to the
// document's own fields, then to the steps in the order of the newer definition,
// then which steps are gone, then to the edges in the same way, and last, as one,
// to the layout. The same definitions always give the same list.
//
// A step is the same step if its id is; one whose id alone is another, or that and
// its title, has a new id. A step that was added or removed is one difference,
// whatever is in it. What means nothing to a plan is no difference: the order of
// steps and of edges, and whether an edge is from "ask" or from "ask.next". Any
// other difference is in the list, so that it is empty only for equal definitions.
func Differences(before, after Definition) []Difference {
	c := &comparison{before: drawn(before), after: drawn(after), renamed: map[string]string{}, whole: map[string]bool{}}
	c.object(spot{whose: "This automation"}, documentFields(), c.before.fields, c.after.fields)
	c.steps()
	c.edges()
	c.layout()
	return c.found
}

// comparison collects the differences of two definitions.
type comparison struct {
	before, after drawnDefinition
	renamed       map[string]string // newer ids of steps, by the older
	whole         map[string]bool   // ids of the steps that were added or removed
	node          string            // the step that is being compared
	found         []Difference
}

func (c *comparison) add(difference Difference) {
	difference.Node = c.node
	c.found = append(c.found, difference)
}
