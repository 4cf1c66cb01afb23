package buildertest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

// mostSteps is about how large an automation is drawn.
const mostSteps = 24

// Automation draws an automation of all kinds of steps, with branches that join
// again, questions, bundles, windows and calendars, and a world in which Check finds
// no errors in it. It may find warnings. Every draw shrinks towards a request, an
// automatic approval, a grant and an end.
func Automation(t *rapid.T) (builder.Definition, builder.World) {
	world := someWorld(t)
	d := &drawing{T: t, world: world, calendars: someCalendars(t)}
	d.def = builder.Definition{
		Version: builder.DefinitionVersion, Name: "drawn", Title: "Drawn", Calendars: d.calendars,
		Description: rapid.SampledFrom([]string{"", "One line.", "Two\nlines.\n"}).Draw(t, "description"),
	}
	ask := d.add(builder.KindRequest, nil)
	answers := d.request(ask)
	d.lead(ask, "next", d.before(4, path{answers: answers}))
	if rapid.Bool().Draw(t, "layout") {
		d.def.Layout = map[string]builder.Position{ask: {X: 12.5, Y: -3}}
	}
	return d.def, world
}

// drawing is an automation while it is drawn.
type drawing struct {
	*rapid.T
	world     builder.World
	calendars calendars
	def       builder.Definition

	longest   builder.Duration // that may be asked for
	questions int
	approvals []string
	shared    map[string]string // steps that several paths lead to, by what they are for
}

// path is what is known on the way to a place.
type path struct {
	consent bool // somebody approved, or it is said why nobody has to
	answers []answer
}

func (d *drawing) add(kind builder.Kind, config map[string]any) string {
	id := fmt.Sprintf("n%d", len(d.def.Nodes))
	node := builder.Node{ID: id, Kind: kind}
	if len(config) > 0 { // as documents are read
		node.Config = config
	}
	if d.chance("titled", 3) {
		node.Title = "Step " + id
	}
	d.def.Nodes = append(d.def.Nodes, node)
	return id
}

func (d *drawing) set(id string, config map[string]any) {
	at := slices.IndexFunc(d.def.Nodes, func(n builder.Node) bool { return n.ID == id })
	d.def.Nodes[at].Config = config
}

func (d *drawing) lead(from, port, to string) {
	if port == "next" && rapid.Bool().Draw(d.T, "short") {
		d.def.Edges = append(d.def.Edges, builder.Edge{From: from, To: to})
		return
	}
	d.def.Edges = append(d.def.Edges, builder.Edge{From: from + "." + port, To: to})
}

// chance is true once in so many times.
func (d *drawing) chance(label string, in int) bool {
	return rapid.IntRange(0, in-1).Draw(d.T, label) == in-1
}

// common is a step that several paths lead to, drawn when the first does.
func (d *drawing) common(what string, draw func() string) string {
	if d.shared[what] == "" {
		id := draw()
		if d.shared == nil {
			d.shared = map[string]string{}
		}
		d.shared[what] = id
	}
	return d.shared[what]
}

func (d *drawing) end(outcome string) string {
	return d.common(outcome, func() string {
		config := map[string]any{"outcome": outcome}
		if d.chance("because", 2) {
			config["because"] = "That is how it ended."
		}
		return d.add(builder.KindEnd, config)
	})
}

// before draws what comes before a grant, and answers its first step.
func (d *drawing) before(depth int, at path) string {
	if depth == 0 || len(d.def.Nodes) > mostSteps {
		if !at.consent {
			at.consent = true
			id := d.add(builder.KindAutoApprove, map[string]any{"because": "It harms nobody."})
			d.lead(id, "next", d.grant(at))
			return id
		}
		return d.grant(at)
	}
	kinds := []builder.Kind{
		builder.KindAutoApprove, builder.KindApproval, builder.KindCondition, builder.KindQuestions,
		builder.KindWait, builder.KindNotify, builder.KindWebhook, builder.KindApproval,
	}
	if at.consent {
		kinds = append([]builder.Kind{builder.KindGrant, builder.KindGrant, builder.KindGrant}, kinds...)
	}
	switch kind := rapid.SampledFrom(kinds).Draw(d.T, "kind"); kind {
	case builder.KindApproval:
		return d.approval(depth, at)
	case builder.KindCondition:
		return d.condition(depth, at)
	case builder.KindQuestions:
		return d.ask(depth, at)
	case builder.KindWait:
		return d.wait(depth, at)
	case builder.KindGrant:
		return d.grant(at)
	case builder.KindAutoApprove:
		id := d.add(kind, map[string]any{"because": "It harms nobody."})
		at.consent = true
		d.lead(id, "next", d.before(depth-1, at))
		return id
	default:
		id := d.message(kind, at)
		d.lead(id, "next", d.before(depth-1, at))
		return id
	}
}
