package simulation

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/builder/buildertest"
	"github.com/curfewhq/curfew/internal/access"
)

// dramas is how many generated automations are run. The seed of each is its number,
// and the name of its subtest: -run 'Adversaries/17$' runs that one again.
const dramas = 120

// mostActs is more than any drama needs: an attempt every 15 seconds for some hours.
const mostActs = 12_000

// drama is a generated automation in a company, and what everybody does to it.
type drama struct {
	plan     builder.Plan
	setup    Setup
	inputs   []Input
	playable bool                // somebody may ask
	said     map[string][]speech // every decision that was sent, by its id, in order
	deeds    *[]deed             // what adversaries did as they found things
}

// speech is a decision as it was sent.
type speech struct {
	about string
	what  access.Decision
}

// curtain is a Monday on which the business hours of every drawn calendar are open.
var curtain = time.Date(2027, 3, 1, 14, 31, 0, 0, time.UTC)

func TestNoAccessOutlivesItsWindowOrOpensWithoutItsApprovalsWhateverAdversariesDo(t *testing.T) {
	t.Parallel()
	draw := rapid.Custom(someDrama)
	shown := seen{}
	for seed := range dramas {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			drama := draw.Example(seed)
			if !drama.playable {
				return
			}
			report, err := Run(t.Context(), drama.setup, drama.inputs)
			if err != nil {
				t.Errorf("the simulation broke: %v", err)
			}
			j := judge{t: t, drama: drama, report: report}
			j.acts = j.everything()
			j.judge()
			shown.note(j)
			if t.Failed() {
				t.Logf("%s", story(drama, report))
			}
		})
	}
	t.Logf("of %d: %v", dramas, shown)
	shown.enough(t)
}

// someDrama draws an automation, its company, who asks and what goes wrong.
func someDrama(t *rapid.T) drama {
	def, world := buildertest.Automation(t)
	calm(def)
	fill(t, def, world)
	if problems := builder.Check(def, world); builder.HasErrors(problems) {
		panic(fmt.Sprintf("what is drawn is not accepted: %+v", problems))
	}
	plan, err := builder.Compile(def)
	if err != nil {
		panic(err)
	}
	d := drama{plan: plan, said: map[string][]speech{}, deeds: &[]deed{}}
	d.setup = Setup{Start: curtain, Limits: Limits{Steps: mostActs}, Automations: []builder.Definition{def}, Company: cast(world)}
	asks := d.everyAsk(t)
	if d.playable = len(asks) > 0; !d.playable {
		return d
	}
	if fit := d.fit(asks); len(fit) > 0 && !chance(t, "unfit", 6) {
		asks = fit
	}
	if chance(t, "standing", 8) {
		of := d.setup.Company.Entitlements[0].Target
		d.setup.Company.Standing = []Standing{{Person: "sue@example.com", Connector: of.Connector, Resource: of.Resource}}
	}
	first := rapid.SampledFrom(asks).Draw(t, "who asks")
	first.Request, first.Ask = "r1", d.someAsk(t, first)
	d.inputs = append(d.inputs, Input{At: curtain, Do: first})
	d.disturb(t, first)
	switch rapid.SampledFrom([]string{"alone", "beside", "again", "again"}).Draw(t, "second") {
	case "beside":
		beside := rapid.SampledFrom(asks).Draw(t, "who asks too")
		beside.Request, beside.Ask = "r2", d.someAsk(t, beside)
		d.inputs = append(d.inputs, Input{At: moment(t, 8*time.Hour), Do: beside})
		d.disturb(t, beside)
	case "again":
		second := first
		second.Request, second.Ask = "r2", d.someAsk(t, first)
		for pause := 2 * time.Minute; pause < 2*day; pause *= 2 {
			d.inputs = append(d.inputs, Input{At: curtain.Add(pause + 11*time.Second), Do: again{second}})
		}
		d.disturb(t, second)
	}
	d.fail(t)
	return d
}

// calm lets waits look and reviews be reported less often: every few minutes or hours
// for months takes too many steps.
func calm(def builder.Definition) {
	for _, node := range def.Nodes {
		switch {
		case node.Kind == builder.KindWait && node.Config["when"] != nil:
			node.Config["every"] = "45m"
		case node.Kind == builder.KindReview && node.Config["every"] != nil:
			node.Config["every"] = "7d"
		}
	}
}

// fill makes some automations end with a ticket or with a condition, offer hours that come again, or bundle
// what they offer, where that is accepted: few are drawn that do.
func fill(t *rapid.T, def builder.Definition, world builder.World) {
	config := def.Nodes[0].Config
	if chance(t, "ticket", 6) {
		asked, _ := config["questions"].([]any)
		config["questions"] = append(asked, map[string]any{"id": "case", "label": "Case", "type": "ticket", "pattern": "[A-Z]+-[0-9]+", "example": "OPS-12", "required": true})
		for _, node := range def.Nodes {
			if node.Kind == builder.KindGrant {
				ends, _ := node.Config["ends"].([]any)
				node.Config["ends"] = append(ends, map[string]any{"event": "ticket.closed", "matter": "case", "reason": "ticket_closed"})
			}
		}
	}
	for _, node := range def.Nodes {
		if node.Kind == builder.KindGrant && node.Config["while"] == nil && chance(t, "while", 2) {
			node.Config["while"] = `subject.department != "Sales"`
		}
	}
	offers := map[string]any{
		"windows": map[string]any{"recurring": map[string]any{"max_window": "4h", "max_span": "30d", "zone": "Europe/Berlin"}},
		"bundle":  true,
	}
	for _, name := range sortedKeys(offers) {
		if before := config[name]; before == nil && chance(t, name, 4) {
			config[name] = offers[name]
			if builder.HasErrors(builder.Check(def, world)) {
				delete(config, name)
			}
		}
	}
}

// moment draws one after the curtain, in seconds that nothing else happens at, most
// of them soon.
func moment(t *rapid.T, within time.Duration) time.Time {
	longest := int(within / time.Minute)
	reach := rapid.SampledFrom([]int{longest/64 + 1, longest/16 + 1, longest/4 + 1, longest + 1}).Draw(t, "reach")
	after := time.Duration(rapid.IntRange(1, reach).Draw(t, "minutes")) * time.Minute
	return curtain.Add(after + time.Duration(rapid.IntRange(1, 59999).Draw(t, "milliseconds"))*time.Millisecond)
}

// chance is true once in so many times.
func chance(t *rapid.T, label string, in int) bool {
	return rapid.IntRange(0, in-1).Draw(t, label) == 0
}
