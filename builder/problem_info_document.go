package builder

// documentProblems explains the codes CF0xx.
var documentProblems = []ProblemInfo{
	{
		CodeUnreadable, Error,
		"The document is no YAML or JSON, is too large or nested too deeply, or uses anchors, tags, control characters or several documents.",
		"`nodes: [`.",
		"Correct the document at the place that is named.",
	},
	{
		CodeUnknownField, Error,
		"The document has a field that the language does not know.",
		"`titel: Orders`.",
		"Correct the spelling or remove the field.",
	},
	{
		CodeWrongShape, Error,
		"A field holds another type of value than it should.",
		"`nodes: yes`.",
		"Write the type that the message names.",
	},
	{
		CodeRepeatedField, Error,
		"A field is written twice in the same place.",
		"Two lines `title:`.",
		"Keep one of them.",
	},
	{
		CodeVersion, Error,
		"The version is missing, or one that this program does not read.",
		"`version: 3`.",
		"Write `version: 2`; version 1 is read as well and becomes 2.",
	},
	{
		CodeName, Error,
		"The name is missing or not kebab-case.",
		"`name: Orders DB`.",
		"`name: orders-db`.",
	},
	{
		CodeTitle, Error,
		"The title is missing.",
		"`title: \"\"`.",
		"Say in a few words what it gives.",
	},
	{
		CodeTooMuch, Error,
		"A text, or the number of steps or connections, is beyond its limit.",
		"A title of 5,000 characters.",
		"Shorten it or split the automation.",
	},
	{
		CodeCalendar, Error,
		"A calendar has no proper name, zone, hours or dates.",
		"`open: [{days: [MO], from: \"8\", to: \"17:00\"}]`.",
		"Write what the message names, such as `from: \"08:00\"`.",
	},
}
