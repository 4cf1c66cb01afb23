package builder

// expressionsProblems explains the codes CF3xx.
var expressionsProblems = []ProblemInfo{
	{
		CodeExpression, Error,
		"An expression is no CEL, or its types do not fit.",
		"`requester.departmnt == \"Sales\"`.",
		"Correct it at the place named.",
	},
	{
		CodeNotYesNo, Error,
		"An expression gives something else than true or false.",
		"`requester.name`.",
		"Compare it with something.",
	},
	{
		CodeFactNotHere, Error,
		"An expression reads a fact that is not known at its place.",
		"`answers.ticket` in `visible`.",
		"Read only what the message lists.",
	},
	{
		CodeUnknownAnswer, Error,
		"An expression reads the answer to a question nobody asks.",
		"`answers.tiket`.",
		"Correct the id or add the question.",
	},
	{
		CodeOptionalAnswer, Error,
		"An expression reads an answer that may be missing.",
		"`answers.ticket == \"A-1\"` where ticket is optional.",
		"Require the answer, or write `has(answers.ticket) && …`.",
	},
	{
		CodeCostly, Error,
		"An expression could take too long to evaluate.",
		"Comparing all groups with all groups.",
		"Simplify it.",
	},
	{
		CodeLiteral, Error,
		"A fact outside or a calendar is named by something else than a text in quotes.",
		"`fact(answers.team)`.",
		"Write the name itself, such as `fact(\"sre-primary\")`.",
	},
	{
		CodeAnswerElsewhere, Error,
		"An expression reads an answer that no path to this place has asked for.",
		"A condition that reads `answers.ticket`, which is asked after it.",
		"Ask before, or read something else. Path is a way that leads here.",
	},
	{
		CodeUnknownApproval, Error,
		"An expression reads an approval step that does not exist.",
		"`approvals.leed.state == \"approved\"`.",
		"Correct the id.",
	},
}
