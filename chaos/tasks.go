package main

import (
	"context"
	"slices"
	"sync"
	"time"

	commandpb "go.temporal.io/api/command/v1"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
)

// Waiting is compressed where only waiting is concerned: how long Temporal takes a
// task or an attempt of a dead worker for alive.
const (
	taskTime    = 3 * time.Second
	attemptTime = 8 * time.Second
)

// line is a worker's connection to Temporal, on which its tasks are watched.
type line struct {
	watch *watch
	mu    sync.Mutex
	tasks map[string]taken // by token
	tales map[string]tale  // by workflow
}

// taken is a task that a worker has.
type taken struct{ workflowID, place, which string }

func newLine(w *watch) *line {
	return &line{watch: w, tasks: map[string]taken{}, tales: map[string]tale{}}
}

func (l *line) intercept(ctx context.Context, method string, request, reply any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
	compress(request)
	task, events, done := l.finishing(request)
	if done {
		l.watch.pass(task.workflowID, task.place, "sent", events...)
	}
	err := invoke(ctx, method, request, reply, connection, options...)
	if done && err == nil {
		l.watch.pass(task.workflowID, task.place, "lost", events...)
	}
	if err == nil {
		l.taking(reply)
	}
	return err
}

// finishing finds the task that a call answers, and the events that the answer writes.
func (l *line) finishing(request any) (task taken, events []string, known bool) {
	var token []byte
	var written []*commandpb.Command
	switch r := request.(type) {
	case *workflowservice.RespondWorkflowTaskCompletedRequest:
		token, written = r.GetTaskToken(), r.GetCommands()
	case *workflowservice.RespondActivityTaskCompletedRequest:
		token = r.GetTaskToken()
	case *workflowservice.RespondActivityTaskFailedRequest:
		token = r.GetTaskToken()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	task, known = l.tasks[string(token)]
	delete(l.tasks, string(token))
	if task.place == "event" {
		return task, l.tales[task.workflowID].writes(written), known
	}
	return task, []string{task.which}, known
}

// taking notes the tasks that an answer hands out. A task with which the process ends
// is taken out of it: nobody works on it any more, and the line stays free for others.
func (l *line) taking(reply any) {
	switch r := reply.(type) {
	case *workflowservice.PollWorkflowTaskQueueResponse:
		if l.takeTask(r) {
			proto.Reset(r)
		}
	case *workflowservice.RespondWorkflowTaskCompletedResponse:
		if l.takeTask(r.GetWorkflowTask()) {
			r.WorkflowTask = nil
		}
		r.ActivityTasks = slices.DeleteFunc(r.GetActivityTasks(), l.takeActivity)
	case *workflowservice.PollActivityTaskQueueResponse:
		if l.takeActivity(r) {
			proto.Reset(r)
		}
	}
}

func (l *line) takeTask(task *workflowservice.PollWorkflowTaskQueueResponse) (ends bool) {
	if len(task.GetTaskToken()) == 0 || task.GetQuery() != nil {
		return false
	}
	id := task.GetWorkflowExecution().GetWorkflowId()
	l.mu.Lock()
	l.tasks[string(task.GetTaskToken())] = taken{id, "event", ""}
	told, news := l.tales[id].goesOn(task.GetHistory().GetEvents(), task.GetPreviousStartedEventId())
	l.tales[id] = told
	l.mu.Unlock()
	return l.watch.ends(id, "event", "taken", news...)
}

func (l *line) takeActivity(task *workflowservice.PollActivityTaskQueueResponse) (ends bool) {
	if len(task.GetTaskToken()) == 0 {
		return false
	}
	id := task.GetWorkflowExecution().GetWorkflowId()
	which := l.watch.next(id, "activity")
	l.mu.Lock()
	l.tasks[string(task.GetTaskToken())] = taken{id, "activity", which}
	l.mu.Unlock()
	return l.watch.ends(id, "activity", "taken", which)
}

// compress shortens how long Temporal waits for the dead. What a workflow does is
// not touched by it.
func compress(request any) {
	switch r := request.(type) {
	case *workflowservice.StartWorkflowExecutionRequest:
		r.WorkflowTaskTimeout = durationpb.New(taskTime)
	case *workflowservice.ExecuteMultiOperationRequest:
		for _, operation := range r.GetOperations() {
			if start := operation.GetStartWorkflow(); start != nil {
				start.WorkflowTaskTimeout = durationpb.New(taskTime)
			}
		}
	case *workflowservice.RespondWorkflowTaskCompletedRequest:
		for _, command := range r.GetCommands() {
			scheduled := command.GetScheduleActivityTaskCommandAttributes()
			if command.GetCommandType() == enums.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK && scheduled.GetStartToCloseTimeout().AsDuration() > attemptTime {
				scheduled.StartToCloseTimeout = durationpb.New(attemptTime)
			}
		}
	}
}
