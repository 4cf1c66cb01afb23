package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// escalate tells people of what is not confirmed at the marks of lateness, and says
// whether it was time to: then those who are known to be at it are told again as
// well, at every quarter of an hour after the last mark.
func (k *kill) escalate(ctx workflow.Context) (again bool, err error) {
	mark := k.mark(ctx)
	if mark <= k.Reported {
		return false, nil
	}
	k.Reported = mark
	marks := access.LateMarks()
	if mark > marks[len(marks)-1] {
		return true, nil
	}
	news := k.news(ctx, fmt.Sprintf("late/%d", mark/time.Minute), "kill_switch.late",
		fmt.Sprintf("After %s a kill switch has not ended %s yet. %s", inWords(mark), k.found.Switch.What(), k.standing()))
	news.Admins = true
	var work *activities.KillWork
	return true, onDatabase(ctx, "tell people that it is late", 0, nil, work.EscalateKillSwitch, news)
}

// mark is the last mark of lateness that has passed.
func (k *kill) mark(ctx workflow.Context) (passed time.Duration) {
	age := k.age(ctx)
	for _, mark := range access.LateMarks() {
		if age >= mark {
			passed = mark
		}
	}
	marks := access.LateMarks()
	if last := marks[len(marks)-1]; passed == last {
		return age.Truncate(last)
	}
	return passed
}

// finish says that all of it is gone.
func (k *kill) finish(ctx workflow.Context) error {
	k.show(ctx, killDone)
	news := k.news(ctx, "done", "kill_switch.done", fmt.Sprintf("A kill switch has ended %s: %s, all confirmed to be gone.",
		k.found.Switch.What(), leasesInWords(k.found.Progress.Leases)))
	var work *activities.KillWork
	return onDatabase(ctx, "say that it is done", 0, nil, work.FinishKillSwitch, news)
}

func (k *kill) news(ctx workflow.Context, about, action, text string) activities.KillNews {
	now := workflow.Now(ctx)
	return activities.KillNews{
		ID: k.input.ID, By: k.found.Switch.By, About: strings.ReplaceAll(action, ".", "_"), Text: text, At: now,
		Line: access.AuditLine{
			ID: KillWorkflowID(k.input.ID) + "/" + about, At: now, Actor: access.System, Action: action,
			Object: KillWorkflowID(k.input.ID), Detail: text,
		},
	}
}

// standing is what is not confirmed yet, with the first of it by name.
func (k *kill) standing() string {
	progress := k.found.Progress
	words := fmt.Sprintf("Of %s, %d confirmed, %d ending, %d not reached yet.",
		leasesInWords(progress.Leases), progress.Confirmed, progress.Ending, progress.Leases-progress.Confirmed-progress.Ending)
	if untold := progress.Requests - progress.Told; untold > 0 {
		words += fmt.Sprintf(" Of %d requests, %d do not know yet.", progress.Requests, untold)
	}
	for _, straggler := range progress.Stragglers[:min(3, len(progress.Stragglers))] {
		words += fmt.Sprintf(" %s: %s", straggler.Label, straggler.Why)
	}
	if k.Why != "" {
		words += " Not everybody could be told: " + k.Why
	}
	return words
}

// What operators search runs of KillSwitch by, in the attribute of states.
const (
	killEnding = "ending"
	killDone   = "done"
)

func (k *kill) show(ctx workflow.Context, state string) {
	err := workflow.UpsertTypedSearchAttributes(
		ctx,
		temporal.NewSearchAttributeKeyKeyword(attributeState).ValueSet(state),
		temporal.NewSearchAttributeKeyBool(attributeAttention).ValueSet(k.found.Progress.Late > 0),
	)
	if err != nil {
		k.log.Warn("search attributes could not be written", "error", err)
	}
	workflow.SetCurrentDetails(ctx, k.page())
}

// page is the story for whoever looks at the run in Temporal's UI.
func (k *kill) page() string {
	found := k.found
	var page strings.Builder
	fmt.Fprintf(&page, "**A kill switch ends %s.** %s\n\n%s\n", found.Switch.What(), found.Switch.Reason, k.standing())
	if !found.Switch.Stands() {
		page.WriteString("\nIt was lifted: what it covered still ends, and new access may begin.\n")
	}
	if len(found.Progress.Stragglers) > 0 {
		page.WriteString("\n| lease | state | since | why |\n|---|---|---|---|\n")
	}
	for _, straggler := range found.Progress.Stragglers {
		fmt.Fprintf(&page, "| %s | %s | %s | %s |\n", straggler.Label, straggler.State, stamp(straggler.DueAt), straggler.Why)
	}
	return page.String()
}

func leasesInWords(n int) string {
	if n == 1 {
		return "1 lease"
	}
	return fmt.Sprintf("%d leases", n)
}
