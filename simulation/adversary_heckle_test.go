package simulation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// mood is how those who are asked answer.
type mood int

const (
	eager mood = iota // they approve, sooner or later
	mixed
	hostile // they deny, and others approve
	silent
)

// heckle is people who decide, whether they are asked or not, straight at the run:
// past everything that the API would have refused before.
type heckle struct {
	request string
	mood    mood
	dice    uint64
	drama   map[string][]speech
	plan    builder.Plan
}

func (h heckle) act(w *world) error {
	dice := rand.New(rand.NewPCG(h.dice, 1))
	approvals, err := w.record.ApprovalsOf(w.ctx, h.request)
	if err != nil || len(approvals) == 0 {
		return err
	}
	request, err := w.record.Request(w.ctx, h.request)
	if err != nil {
		return err
	}
	for _, approval := range approvals {
		if approval.State != access.ApprovalOpen && dice.IntN(20) > 0 {
			continue
		}
		for _, speaker := range sortedKeys(w.logins) {
			asked := approval.Asks(speaker)
			concerned := speaker == request.RequesterID || speaker == request.SubjectID
			if asked && h.mood != silent && dice.IntN(3) > 0 || concerned && dice.IntN(4) == 0 || dice.IntN(25) == 0 {
				h.speak(w, dice, approval, speaker, asked)
			}
		}
	}
	return nil
}

func (h heckle) speak(w *world, dice *rand.Rand, approval access.Approval, speaker string, asked bool) {
	decision := access.Decision{
		ID: w.newID(""), PersonID: speaker, Verdict: h.verdict(dice, approval, asked), Comment: "As I see it.",
		AuthenticatedAt: w.engine.now(),
	}
	about := approval.ID
	if approval.Kind == access.AsksAnswers {
		step, _ := h.plan.Step(approval.StepID)
		decision.Answers = filledIn(step.Questions.Questions)
	}
	switch dice.IntN(16) {
	case 0:
		decision.Comment = ""
	case 1:
		decision.AuthenticatedAt = w.engine.now().Add(-time.Hour)
	case 2:
		decision.Duration = time.Duration(dice.IntN(200)+1) * time.Hour / 4
	case 3:
		decision.Duration = 20 * time.Minute
	case 4, 5:
		decision.Start = w.engine.now().Add(time.Duration(dice.IntN(40*60)) * time.Minute)
	case 6:
		about = h.request + "." + []string{"n0", "n1", "nothing"}[dice.IntN(3)]
	case 7: // somebody else's click, sent again in their own name
		for _, id := range sortedKeys(h.drama) {
			if strings.HasPrefix(h.drama[id][0].about, h.request+".") {
				decision.ID = id
			}
		}
	}
	decision.At = w.engine.now()
	h.drama[decision.ID] = append(h.drama[decision.ID], speech{about: about, what: decision})
	for range 1 + dice.IntN(2)*dice.IntN(2) { // and a double click
		w.tell(h.request, w.logins[speaker], workflows.UpdateDecide, "decide/"+w.newID(""), workflows.DecideInput{ApprovalID: about, Decision: decision})
	}
}

func (h heckle) verdict(dice *rand.Rand, approval access.Approval, asked bool) access.Verdict {
	yes := !asked || h.mood == eager && dice.IntN(15) > 0 || h.mood == mixed && dice.IntN(4) > 0
	verdicts := approval.Kind.Verdicts()
	if yes || len(verdicts) == 1 {
		return verdicts[0]
	}
	return verdicts[1]
}

// story is what happened in a drama, for whoever looks into a failure.
func story(d drama, report Report) string {
	var told strings.Builder
	for _, step := range d.plan.Steps {
		encoded := fmt.Sprintf("%+v", step)
		fmt.Fprintf(&told, "step %s\n", encoded)
	}
	for _, input := range slices.SortedStableFunc(slices.Values(d.inputs), func(a, b Input) int { return a.At.Compare(b.At) }) {
		_, heckled := input.Do.(heckle)
		_, prowled := input.Do.(prowl)
		if !heckled && !prowled {
			fmt.Fprintf(&told, "%s %T %+v\n", input.At.Format(time.DateTime), input.Do, input.Do)
		}
	}
	for _, done := range *d.deeds {
		fmt.Fprintf(&told, "%s %s %s %T\n", done.at.Format(time.DateTime), done.kind, done.who, done.do)
	}
	for _, line := range report.Audit {
		fmt.Fprintf(&told, "%s %s %s %s %s\n", line.At.Format(time.DateTime), line.Actor, line.Action, line.Object, line.Detail)
	}
	for _, lease := range report.Leases {
		fmt.Fprintf(&told, "lease %+v\n", lease)
	}
	for _, held := range report.Held {
		fmt.Fprintf(&told, "held %+v\n", held)
	}
	return told.String()
}
