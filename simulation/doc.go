// Package simulation runs the real workflows in virtual time against a pretend
// company and reports exactly what happened: who was asked when, who held what from
// when until when, who was told what, and what was refused.
//
// Real are the workflows, the activities, the plans and the record (internal/store,
// in a file that is thrown away). Pretended are Temporal (the SDK's test
// environment, outside of a test), the outside systems, facts and hooks. Everything
// takes no time: what is caused at an instant happens at that instant.
//
// A connector may allow only so many calls a minute (Rate). What is ready there at one
// instant goes by its priority and then as it came, as in Temporal's queues.
//
// One thing happens at a time. Whatever crosses from one workflow to another, and
// every input, waits until nothing can go on, so that the same setup gives the same
// report. Inputs of an instant come after everything else that is due then.
//
// It owns no rule of the product: it hands the report to whoever knows what should
// have happened, for instance simulation/policy.
package simulation
