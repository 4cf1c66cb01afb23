package builder

// fieldsProblems explains the codes CF2xx.
var fieldsProblems = []ProblemInfo{
	{
		CodeConfigUnknown, Error,
		"A step's config has a field that its kind does not know.",
		"`time_out: 24h`.",
		"Correct the spelling or remove the field.",
	},
	{
		CodeConfigMissing, Error,
		"A field that the kind needs is not there or empty.",
		"An approval without timeout.",
		"Fill the field in.",
	},
	{
		CodeConfigShape, Error,
		"A field holds another type of value than it should.",
		"`quorum: many`.",
		"Write the type that the message names.",
	},
	{
		CodeDuration, Error,
		"A text is not a duration.",
		"`timeout: tomorrow`.",
		"`timeout: 24h`.",
	},
	{
		CodeRepeatedItem, Error,
		"An item is in a list twice.",
		"The same question id twice.",
		"Rename or remove one.",
	},
	{
		CodeOutOfBounds, Error,
		"A value is smaller or larger than allowed.",
		"`timeout: 90d`.",
		"Stay within the bound that the message names.",
	},
	{
		CodeUnknownEntitlement, Error,
		"An entitlement is not in the catalogue.",
		"`entitlements: [jira/admn]`.",
		"Correct the id or add it first.",
	},
	{
		CodeDefaultAboveMax, Error,
		"The form would offer more than it allows.",
		"`{default: 8h, max: 4h}`.",
		"Lower the default or raise the maximum.",
	},
	{
		CodeAboveEntitlement, Error,
		"The automation allows more than the entitlement itself does, or the entitlement has no maximum.",
		"`max: 30d` for an entitlement of at most 7d.",
		"Lower the maximum.",
	},
	{
		CodeIdleLimit, Warning,
		"A limit is not stricter than the maximum, so it never has an effect.",
		"Max 12h, limit 24h.",
		"Lower or remove the limit.",
	},
	{
		CodeQuestion, Error,
		"A question contradicts itself.",
		"A choice without choices, or a pattern that is no pattern.",
		"What the message says.",
	},
	{
		CodePlaceholder, Error,
		"A message has a placeholder that nothing fills.",
		"`{entitlment}`.",
		"Use one that the message lists.",
	},
	{
		CodeUnknownPerson, Error,
		"No active person has that login.",
		"`{person: ada}`.",
		"Correct the login.",
	},
	{
		CodeUnknownGroup, Error,
		"Nobody active in the directory is in a group of that name.",
		"`{group: SecOps}`, or `in_group(requester, \"SecOps\")` where it is called Security.",
		"Correct the name, or put somebody into the group first.",
	},
	{
		CodeUnchecked, Warning,
		"Something could not be looked up, so whether it exists is not known.",
		"Checking a file without a directory at hand.",
		"Check it again where the catalogue and the directory are known.",
	},
	{
		CodeNoEffect, Warning,
		"Something is written that never has an effect.",
		"`each: true` where the request is no bundle, or a calendar that no step names.",
		"Remove it, or write what it needs.",
	},
	{
		CodeExactlyOne, Error,
		"Of some fields exactly one has to be written, and there are none or several.",
		"`{for: 2h, opening: office}`.",
		"Keep the one that is meant.",
	},
	{
		CodeUnknownCalendar, Error,
		"A step names a calendar that the document does not have.",
		"`hours: {calendar: ofice}`.",
		"Correct the name, or write the calendar under `calendars`.",
	},
	{
		CodeUnknownHook, Error,
		"No hook of that name is configured.",
		"`{hook: incidents}`.",
		"Correct the name, or configure the hook first.",
	},
	{
		CodeUnknownFact, Error,
		"No fact outside of that name is configured.",
		"`fact(\"sre-primry\")`.",
		"Correct the name, or configure the fact first.",
	},
	{
		CodeRecurring, Error,
		"The rule, the clocks or the zone of recurring windows cannot be used.",
		"`rule: \"FREQ=SECONDLY\"`, or a rule without start and end.",
		"What the message says.",
	},
	{
		CodeBeyondTimeout, Error,
		"A reminder, an escalation or a due time would come only after the time is up.",
		"`{timeout: 1h, escalate: [{after: 2h, …}]}`.",
		"Bring it forward or lengthen the timeout.",
	},
	{
		CodeBelowMinimum, Error,
		"The default or the maximum of a duration is less than the minimum.",
		"`{min: 2h, default: 1h, max: 4h}`.",
		"Lower the minimum or raise the other.",
	},
}
