package main

import (
	"time"

	"go.temporal.io/server/common/dynamicconfig"
)

// dynamicConfig is where this cluster departs from Temporal's defaults, which
// are made for many hosts and a database server.
func dynamicConfig() dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		// Timers fire when they are due; the default is up to a second late.
		dynamicconfig.TimerProcessorMaxTimeShift.Key(): 10 * time.Millisecond,

		// Each worker waits for the one connection. With the default of 512, ten
		// thousand timers due at once collapse into retries.
		dynamicconfig.TimerProcessorSchedulerWorkerCount.Key():      8,
		dynamicconfig.TransferProcessorSchedulerWorkerCount.Key():   8,
		dynamicconfig.VisibilityProcessorSchedulerWorkerCount.Key(): 4,

		// Curfew submits with update-with-start and decides with updates, and its
		// workers ask for the first task eagerly. All are defaults of this
		// version; they are said here because Curfew stands on them.
		dynamicconfig.FrontendEnableUpdateWorkflowExecution.Key():              true,
		dynamicconfig.FrontendEnableUpdateWorkflowExecutionAsyncAccepted.Key(): true,
		dynamicconfig.EnableActivityEagerExecution.Key():                       true,
		dynamicconfig.EnableEagerWorkflowStart.Key():                           true,

		// The only call to the outside that the server makes by itself.
		dynamicconfig.EnableServerVersionCheck.Key(): false,
	}
}
