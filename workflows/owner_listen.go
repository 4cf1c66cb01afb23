package workflows

import "go.temporal.io/sdk/workflow"

// listen takes what comes in by signals. What nobody waits for an answer to is heard
// in the order in which it came.
func (o *owner) listen(ctx workflow.Context) {
	workflow.Go(ctx, func(ctx workflow.Context) { hearAll(ctx, SignalEnd, o.endSoon) })
	workflow.Go(ctx, func(ctx workflow.Context) { hearAll(ctx, SignalDone, o.hear) })
	workflow.Go(ctx, func(ctx workflow.Context) { hearAll(ctx, SignalLook, o.askToLook) })
	workflow.Go(ctx, func(ctx workflow.Context) { hearAll(ctx, SignalLimit, o.limitSoon) })
}

// hearOut takes what came in together with the last thing that this run waited for,
// and reports whether there was anything: a signal that nobody received is lost with
// its run.
func (o *owner) hearOut(ctx workflow.Context) (any bool) {
	ends := hearRest(ctx, SignalEnd, o.endSoon)
	words := hearRest(ctx, SignalDone, o.hear)
	looks := hearRest(ctx, SignalLook, o.askToLook)
	limits := hearRest(ctx, SignalLimit, o.limitSoon)
	return ends || words || looks || limits
}

// endSoon ends a lease from where nobody can wait for an answer.
func (o *owner) endSoon(ctx workflow.Context, in EndInput) {
	workflow.Go(ctx, func(ctx workflow.Context) {
		if _, err := o.end(ctx, in); err != nil {
			o.log.Info("a lease to be ended is not held", "lease", in.LeaseID)
		}
	})
}

func hearAll[T any](ctx workflow.Context, signal string, take func(workflow.Context, T)) {
	for channel := workflow.GetSignalChannel(ctx, signal); ; {
		var in T
		if more := channel.Receive(ctx, &in); !more {
			return
		}
		take(ctx, in)
	}
}

// hearRest takes what has come in and is not received yet.
func hearRest[T any](ctx workflow.Context, signal string, take func(workflow.Context, T)) (any bool) {
	for channel := workflow.GetSignalChannel(ctx, signal); ; any = true {
		var in T
		if !channel.ReceiveAsync(&in) {
			return any
		}
		workflow.Go(ctx, func(ctx workflow.Context) { take(ctx, in) })
	}
}
