package builder

// graphProblems explains the codes CF1xx.
var graphProblems = []ProblemInfo{
	{
		CodeStepID, Error,
		"A step has no id, or one that is not a short lower-case word.",
		"`id: Ask Lead`.",
		"`id: ask-lead`.",
	},
	{
		CodeRepeatedID, Error,
		"Two steps have the same id.",
		"Two steps `lead`.",
		"Rename one, and the edges that mean it.",
	},
	{
		CodeUnknownKind, Error,
		"A step is of a kind that does not exist.",
		"`kind: aproval`.",
		"Use one of the kinds that the message lists.",
	},
	{
		CodeUnknownStep, Error,
		"An edge begins or ends at a step that does not exist.",
		"`{from: ask, to: leed}`.",
		"Correct the id or draw the step.",
	},
	{
		CodeUnknownPort, Error,
		"An edge leaves a step by a way out that it does not have, or does not say which.",
		"`{from: lead, to: give}`.",
		"`{from: lead.approved, to: give}`.",
	},
	{
		CodePortTwice, Error,
		"Two edges leave by the same way out.",
		"`lead.denied` leads to two steps.",
		"Keep one of the edges.",
	},
	{
		CodeOpenPort, Error,
		"A way out leads nowhere, so a run that takes it would be stuck.",
		"A condition without an edge from `otherwise`.",
		"Connect it.",
	},
	{
		CodeRequestCount, Error,
		"There is no request step, or more than one.",
		"Two request steps.",
		"Keep one; it is where every run begins.",
	},
	{
		CodeIntoRequest, Error,
		"An edge leads back into the request step.",
		"`{from: lead.denied, to: ask}`.",
		"Lead it to another step.",
	},
	{
		CodeUnreachable, Error,
		"No path from the request leads to a step.",
		"A notify step that nothing is connected to.",
		"Connect or delete it.",
	},
	{
		CodeNoEnd, Error,
		"From a step no path leads to an end.",
		"Two notify steps that lead to each other.",
		"Lead one to an end step.",
	},
	{
		CodeCycle, Error,
		"A path comes back to where it was, so a run might never end.",
		"Notify leads back to the approval.",
		"Remove one edge of the path.",
	},
}
