package builder

// Code is the stable name of a kind of problem: CF0xx about the document, CF1xx
// about the graph, CF2xx about a step's fields, CF3xx about expressions, CF4xx
// about what must never happen. A code is never used again for something else.
type Code string

// Problems of the document. Line and column say where, when it was parsed.
const (
	// CodeUnreadable: the document is no YAML or JSON, is too large or nested too
	// deeply, or uses anchors, tags, control characters or several documents.
	// Example: `nodes: [`. Mend: correct the document at the place that is named.
	CodeUnreadable Code = "CF001"
	// CodeUnknownField: the document has a field that the language does not know.
	// Example: `titel: Orders`. Mend: correct the spelling or remove the field.
	CodeUnknownField Code = "CF002"
	// CodeWrongShape: a field holds another type of value than it should.
	// Example: `nodes: yes`. Mend: write the type that the message names.
	CodeWrongShape Code = "CF003"
	// CodeRepeatedField: a field is written twice in the same place.
	// Example: two lines `title:`. Mend: keep one of them.
	CodeRepeatedField Code = "CF004"
	// CodeVersion: the version is missing or not 1.
	// Example: `version: 2`. Mend: write `version: 1`.
	CodeVersion Code = "CF010"
	// CodeName: the name is missing or not kebab-case.
	// Example: `name: Orders DB`. Mend: `name: orders-db`.
	CodeName Code = "CF011"
	// CodeTitle: the title is missing.
	// Example: `title: ""`. Mend: say in a few words what it gives.
	CodeTitle Code = "CF012"
	// CodeTooMuch: a text, or the number of steps or connections, is beyond its limit.
	// Example: a title of 5,000 characters. Mend: shorten it or split the automation.
	CodeTooMuch Code = "CF013"
)

// Problems of the graph.
const (
	// CodeStepID: a step has no id, or one that is not a short lower-case word.
	// Example: `id: Ask Lead`. Mend: `id: ask-lead`.
	CodeStepID Code = "CF101"
	// CodeRepeatedID: two steps have the same id.
	// Example: two steps `lead`. Mend: rename one, and the edges that mean it.
	CodeRepeatedID Code = "CF102"
	// CodeUnknownKind: a step is of a kind that does not exist.
	// Example: `kind: aproval`. Mend: use one of the kinds that the message lists.
	CodeUnknownKind Code = "CF103"
	// CodeUnknownStep: an edge begins or ends at a step that does not exist.
	// Example: `{from: ask, to: leed}`. Mend: correct the id or draw the step.
	CodeUnknownStep Code = "CF104"
	// CodeUnknownPort: an edge leaves a step by a way out that it does not have, or
	// does not say which.
	// Example: `{from: lead, to: give}`. Mend: `{from: lead.approved, to: give}`.
	CodeUnknownPort Code = "CF105"
	// CodePortTwice: two edges leave by the same way out.
	// Example: `lead.denied` leads to two steps. Mend: keep one of the edges.
	CodePortTwice Code = "CF106"
	// CodeOpenPort: a way out leads nowhere, so a run that takes it would be stuck.
	// Example: a condition without an edge from `otherwise`. Mend: connect it.
	CodeOpenPort Code = "CF107"
	// CodeRequestCount: there is no request step, or more than one.
	// Example: two request steps. Mend: keep one; it is where every run begins.
	CodeRequestCount Code = "CF108"
	// CodeIntoRequest: an edge leads back into the request step.
	// Example: `{from: lead.denied, to: ask}`. Mend: lead it to another step.
	CodeIntoRequest Code = "CF109"
	// CodeUnreachable: no path from the request leads to a step.
	// Example: a notify step that nothing is connected to. Mend: connect or delete it.
	CodeUnreachable Code = "CF110"
	// CodeNoEnd: from a step no path leads to an end.
	// Example: two notify steps that lead to each other. Mend: lead one to an end step.
	CodeNoEnd Code = "CF111"
	// CodeCycle: a path comes back to where it was, so a run might never end.
	// Example: notify leads back to the approval. Mend: remove one edge of the path.
	CodeCycle Code = "CF112"
)

// Problems of a step's fields.
const (
	// CodeConfigUnknown: a step's config has a field that its kind does not know.
	// Example: `time_out: 24h`. Mend: correct the spelling or remove the field.
	CodeConfigUnknown Code = "CF201"
	// CodeConfigMissing: a field that the kind needs is not there or empty.
	// Example: an approval without timeout. Mend: fill the field in.
	CodeConfigMissing Code = "CF202"
	// CodeConfigShape: a field holds another type of value than it should.
	// Example: `quorum: many`. Mend: write the type that the message names.
	CodeConfigShape Code = "CF203"
	// CodeDuration: a text is not a duration.
	// Example: `timeout: tomorrow`. Mend: `timeout: 24h`.
	CodeDuration Code = "CF204"
	// CodeRepeatedItem: an item is in a list twice.
	// Example: the same question id twice. Mend: rename or remove one.
	CodeRepeatedItem Code = "CF205"
	// CodeOutOfBounds: a value is smaller or larger than allowed.
	// Example: `timeout: 90d`. Mend: stay within the bound that the message names.
	CodeOutOfBounds Code = "CF206"
	// CodeUnknownEntitlement: an entitlement is not in the catalogue.
	// Example: `entitlements: [jira/admn]`. Mend: correct the id or add it first.
	CodeUnknownEntitlement Code = "CF207"
	// CodeDefaultAboveMax: the form would offer more than it allows.
	// Example: `{default: 8h, max: 4h}`. Mend: lower the default or raise the maximum.
	CodeDefaultAboveMax Code = "CF208"
	// CodeAboveEntitlement: the automation allows more than the entitlement itself
	// does, or the entitlement has no maximum.
	// Example: `max: 30d` for an entitlement of at most 7d. Mend: lower the maximum.
	CodeAboveEntitlement Code = "CF209"
	// CodeIdleLimit (warning): a limit is not stricter than the maximum, so it never
	// has an effect. Example: max 12h, limit 24h. Mend: lower or remove the limit.
	CodeIdleLimit Code = "CF210"
	// CodeQuestion: a question contradicts itself.
	// Example: a choice without choices, or a pattern that is no pattern.
	// Mend: what the message says.
	CodeQuestion Code = "CF211"
	// CodePlaceholder: a message has a placeholder that nothing fills.
	// Example: `{entitlment}`. Mend: use one that the message lists.
	CodePlaceholder Code = "CF212"
	// CodeUnknownPerson: no active person has that login.
	// Example: `{person: ada}`. Mend: correct the login.
	CodeUnknownPerson Code = "CF213"
	// CodeUnknownGroup: the directory has no group of that name.
	// Example: `{group: SecOps}`. Mend: correct the name.
	CodeUnknownGroup Code = "CF214"
	// CodeUnchecked (warning): something could not be looked up, so whether it exists
	// is not known. Example: checking a file without a directory at hand.
	// Mend: check it again where the catalogue and the directory are known.
	CodeUnchecked Code = "CF215"
)

// Problems of expressions. Line and column count within the expression.
const (
	// CodeExpression: an expression is no CEL, or its types do not fit.
	// Example: `requester.departmnt == "Sales"`. Mend: correct it at the place named.
	CodeExpression Code = "CF301"
	// CodeNotYesNo: an expression gives something else than true or false.
	// Example: `requester.name`. Mend: compare it with something.
	CodeNotYesNo Code = "CF302"
	// CodeFactNotHere: an expression reads a fact that is not known at its place.
	// Example: `answers.ticket` in `visible`. Mend: read only what the message lists.
	CodeFactNotHere Code = "CF303"
	// CodeUnknownAnswer: an expression reads the answer to a question nobody asks.
	// Example: `answers.tiket`. Mend: correct the id or add the question.
	CodeUnknownAnswer Code = "CF304"
	// CodeOptionalAnswer: an expression reads an answer that may be missing.
	// Example: `answers.ticket == "A-1"` where ticket is optional.
	// Mend: require the answer, or write `has(answers.ticket) && …`.
	CodeOptionalAnswer Code = "CF305"
	// CodeCostly: an expression could take too long to evaluate.
	// Example: comparing all groups with all groups. Mend: simplify it.
	CodeCostly Code = "CF306"
)

// Problems that would break a promise. Path shows how it could happen.
const (
	// CodeUnapproved: a path leads to a grant although nobody approved, or although
	// the last approval on it denied or timed out.
	// Example: a condition that leads to the grant directly. Mend: put an approval
	// on the path, and lead its denied and timed_out elsewhere.
	CodeUnapproved Code = "CF401"
	// CodeSecondGrant: a path leads through two grants.
	// Example: a grant whose failed leads to another grant. Mend: end there, or ask anew.
	CodeSecondGrant Code = "CF402"
	// CodeAfterGrant: after access has ended, a path leads to something else than
	// messages and an end. Example: an approval after the grant. Mend: move it before.
	CodeAfterGrant Code = "CF403"
	// CodeQuorum: an approval needs more people than it can ever ask.
	// Example: one person and a quorum of 2. Mend: name more people or lower the quorum.
	CodeQuorum Code = "CF404"
	// CodeQuorumTight (warning): an approval cannot be met when one of its people asks
	// for access, as nobody decides about their own. Example: one person, quorum 1.
	// Mend: name one more person, or a group.
	CodeQuorumTight Code = "CF405"
	// CodeNoOwner: only the owner is asked about an entitlement that nobody owns.
	// Example: `{owner: entitlement}` for an entitlement without owner.
	// Mend: give it an owner, or ask somebody else as well.
	CodeNoOwner Code = "CF406"
	// CodeUngranted (warning): no path leads to a grant, so nobody ever gets anything.
	// Example: only an end step after the request. Mend: draw a grant step.
	CodeUngranted Code = "CF407"
)
