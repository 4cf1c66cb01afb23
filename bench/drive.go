package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// drive takes so many requests from the first word to the last, a fixed number of
// them at a time. People are used once each, from first on.
func (g *ground) drive(ctx context.Context, kind string, first, count, atATime int) error {
	next := make(chan int)
	var lanes sync.WaitGroup
	var failed sync.Map
	for range atATime {
		lanes.Go(func() {
			for i := range next {
				if err := g.request(ctx, kind, personID(i)); err != nil {
					failed.Store(i, err)
				}
			}
		})
	}
	for i := first; i < first+count; i++ {
		next <- i
	}
	close(next)
	lanes.Wait()
	var errs []error
	failed.Range(func(i, err any) bool {
		errs = append(errs, fmt.Errorf("request %v: %w", i, err.(error)))
		return len(errs) < 3
	})
	return errors.Join(errs...)
}

func requestID(person string) string { return "request-of-" + person }

// request asks for something, has the manager agree, and waits for its end.
func (g *ground) request(ctx context.Context, kind, person string) error {
	id := requestID(person)
	asked := g.company.ask(id, person)
	asked, _, err := g.record.SubmitRequest(ctx, asked, access.AuditLine{
		ID: id + "/request.submitted", At: asked.CreatedAt, Actor: person, Action: "request.submitted",
		Object: "request/" + id, RequestID: id, Detail: person + " asked for " + g.company.thing.Label() + ".",
	})
	if err != nil {
		return err
	}
	run, err := g.begin(ctx, kind, workflows.NewRequestInput(asked, g.company.plan, someone(person, managerID), g.company.thing))
	if err != nil {
		return err
	}
	if err := g.record.MarkStarted(ctx, id); err != nil {
		return err
	}
	if err := g.approve(ctx, run.GetID(), id); err != nil {
		return err
	}
	var state access.RequestState
	if err := run.Get(ctx, &state); err != nil {
		return err
	}
	if state != access.RequestCompleted {
		return fmt.Errorf("it is %s", state)
	}
	return nil
}

func (g *ground) begin(ctx context.Context, kind string, input workflows.RequestInput) (client.WorkflowRun, error) {
	if kind == byHand {
		return g.client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: twinID(input.Request.ID), TaskQueue: workflows.Queue}, twinWorkflow, input)
	}
	if err := g.engine.StartRequest(ctx, input); err != nil {
		return nil, err
	}
	return g.client.GetWorkflow(ctx, workflows.RequestWorkflowID(input.Request.ID), ""), nil
}

// lookEvery is how often it is looked whether the manager is asked, as an inbox does.
const lookEvery = 100 * time.Millisecond

func (g *ground) approve(ctx context.Context, workflowID, requestID string) error {
	approval := requestID + ".manager"
	for {
		if _, err := g.record.Approval(ctx, approval); err == nil {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lookEvery):
		}
	}
	decision := workflows.DecideInput{ApprovalID: approval, Decision: access.Decision{ID: "yes-" + requestID, PersonID: managerID, Verdict: access.Approve}}
	update, err := g.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: workflowID, UpdateID: "decide/" + approval, UpdateName: workflows.UpdateDecide,
		Args: []any{decision}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return err
	}
	return update.Get(ctx, nil)
}
