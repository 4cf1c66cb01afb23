package simulation

import (
	"fmt"
	"strings"
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
	playable bool              // somebody may ask
	said     map[string]speech // every decision that was sent, by its id
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
	seen := map[string]int{}
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
			judge{t: t, drama: drama, report: report}.judge()
			note(seen, drama, report)
			if t.Failed() {
				t.Logf("%s", story(drama, report))
			}
		})
	}
	t.Logf("of %d: %v", dramas, seen)
	for what, share := range map[string]int{"submitted": 60, "held": 25, "never held": 10, "extended": 2, "ended early": 2, "held late": 1} {
		if seen[what]*100 < share*dramas {
			t.Errorf("only %d of %d dramas had something %s", seen[what], dramas, what)
		}
	}
}

// note counts what a drama showed, so that a test of nothing is seen.
func note(seen map[string]int, d drama, report Report) {
	once := map[string]bool{"submitted": len(report.Requests) > 0, "held": false}
	for _, request := range report.Requests {
		once[string(request.State)] = true
	}
	for _, held := range report.Held {
		once["held"] = once["held"] || !held.Standing
	}
	once["never held"] = once["submitted"] && !once["held"]
	for _, line := range report.Audit {
		once["extended"] = once["extended"] || line.Action == "access.extended"
	}
	for _, lease := range report.Leases {
		once["ended early"] = once["ended early"] || !lease.OpenedAt.IsZero() && lease.EndedAt.Before(lease.End())
		once["held late"] = once["held late"] || !lease.OpenedAt.IsZero() && lease.Late() > 0
		once["series"] = once["series"] || strings.Count(lease.ID, ".") > 1 && d.plan.Steps[0].Request.Windows != nil
	}
	for what, is := range once {
		if is {
			seen[what]++
		}
	}
}

// someDrama draws an automation, its company, who asks and what goes wrong.
func someDrama(t *rapid.T) drama {
	def, world := buildertest.Automation(t)
	calm(def)
	if problems := builder.Check(def, world); builder.HasErrors(problems) {
		panic(fmt.Sprintf("what is drawn is not accepted: %+v", problems))
	}
	plan, err := builder.Compile(def)
	if err != nil {
		panic(err)
	}
	d := drama{plan: plan, said: map[string]speech{}}
	d.setup = Setup{Start: curtain, Limits: Limits{Steps: mostActs}, Automations: []builder.Definition{def}, Company: cast(world)}
	asks := d.everyAsk(t)
	if d.playable = len(asks) > 0; !d.playable {
		return d
	}
	if chance(t, "standing", 8) {
		of := d.setup.Company.Entitlements[0].Target
		d.setup.Company.Standing = []Standing{{Person: "sue@example.com", Connector: of.Connector, Resource: of.Resource}}
	}
	for i := range rapid.IntRange(1, 2).Draw(t, "requests") {
		submit := rapid.SampledFrom(asks).Draw(t, "who asks")
		submit.Request = fmt.Sprintf("r%d", i+1)
		submit.Ask = d.someAsk(t, submit)
		at := curtain
		if i > 0 {
			at = moment(t, 8*time.Hour)
		}
		d.inputs = append(d.inputs, Input{At: at, Do: submit})
		d.disturb(t, submit)
	}
	d.fail(t)
	return d
}

// calm lets waits look less often: every few minutes for months takes too many steps.
func calm(def builder.Definition) {
	for _, node := range def.Nodes {
		if node.Kind == builder.KindWait && node.Config["when"] != nil {
			node.Config["every"] = "45m"
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
