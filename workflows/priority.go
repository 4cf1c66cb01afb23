package workflows

import (
	"slices"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Priorities of work on a queue: what is urgent goes before ends, and ends before
// beginnings. Temporal has five of them, and the lowest number goes first.
const (
	priorityUrgent = 1
	priorityEnd    = 2
	priorityRead   = 3
	priorityBegin  = 4

	priorityBackground = 5 // what nobody waits for
)

// requestPriority is what the run of a request goes before. Where it may give
// something urgent, all of it is: people in an emergency do not stand behind
// everybody who asks for next week.
func requestPriority(input RequestInput) temporal.Priority {
	plan, err := builder.DecodePlan(input.Plan) // what cannot be read fails where it is carried out
	if err == nil && slices.ContainsFunc(plan.Steps, func(s builder.Step) bool { return s.Grant != nil && s.Grant.Urgent }) {
		return temporal.Priority{PriorityKey: priorityUrgent}
	}
	return temporal.Priority{PriorityKey: priorityBegin}
}

// ownerOptions start an owner. Its work goes before that of requests: however many
// of them wait, access ends on time, and what is handed over is taken within the
// attempt.
func ownerOptions(key access.Key, summary string) client.StartWorkflowOptions {
	return client.StartWorkflowOptions{
		ID:                    OwnerWorkflowID(key),
		TaskQueue:             Queue,
		WorkflowIDReusePolicy: enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		StaticSummary:         brief(summary),
		Priority:              temporal.Priority{PriorityKey: priorityEnd},
	}
}
