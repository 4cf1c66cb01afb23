package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// LateNotice is who is told of ends that are late, besides those who always are; see
// activities.LateWork.
type LateNotice struct {
	To    []string // words, as in LeaverNotice
	Hooks []string
}

// pagePatience is how long people and hooks may take to be told of an end that is late.
// Nothing waits for it but the end of the run.
const pagePatience = 15 * time.Minute

// page tells people of the ends that were noted as late, and holds nothing up.
func (o *owner) page(ctx workflow.Context) {
	late := o.late
	o.late = nil
	if len(late) == 0 || workflow.GetVersion(ctx, versionLatePages, workflow.DefaultVersion, 1) == workflow.DefaultVersion {
		return
	}
	for _, in := range late {
		o.paging++
		workflow.Go(ctx, func(ctx workflow.Context) {
			o.pageOf(ctx, in)
			o.paging--
		})
	}
}

func (o *owner) pageOf(ctx workflow.Context, in activities.LateInput) {
	var work *activities.LateWork
	var told activities.LateTold
	if err := workflow.ExecuteActivity(withPage(ctx, in), work.TellLate, in).Get(ctx, &told); err != nil {
		o.noteUntold(workflow.Now(ctx), in, "nobody could be told", err)
		return
	}
	var outside *activities.OutsideWork
	var posts []workflow.Future
	for _, hook := range told.Hooks {
		posts = append(posts, workflow.ExecuteActivity(withHook(ctx, pagePatience, hook), outside.PostHook, activities.PostInput{
			Hook: hook, ID: in.About("hook/" + hook), Type: access.AboutLate, At: in.At, Text: in.Text,
			Data: map[string]any{"lease": in.LeaseID, "request": in.RequestID, "person": in.PersonID, "entitlement": in.EntitlementID, "late_by": in.Mark.String()},
		}))
	}
	for i, hook := range told.Hooks {
		if err := posts[i].Get(ctx, nil); err != nil {
			o.noteUntold(workflow.Now(ctx), in, hook+" did not take it", err)
		}
	}
}

func (o *owner) noteUntold(now time.Time, in activities.LateInput, who string, err error) {
	o.Audit = append(o.Audit, access.AuditLine{
		ID: in.About("untold/" + who), At: now, Actor: access.System, Action: "hook.failed", Object: "lease/" + in.LeaseID,
		RequestID: in.RequestID, Detail: fmt.Sprintf("That an end is late was not told: %s. %s", who, sentence(err)),
	})
	o.touch()
	o.changed = true
}

func withPage(ctx workflow.Context, in activities.LateInput) workflow.Context {
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue:              Queue,
		StartToCloseTimeout:    10 * time.Second,
		ScheduleToCloseTimeout: pagePatience,
		Summary:                brief(fmt.Sprintf("tell people that an end is %s late", in.Mark)),
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 30 * time.Second, MaximumAttempts: 0,
		},
	})
}
