package builder

// Code is the stable name of a kind of problem: CF0xx about the document, CF1xx
// about the graph, CF2xx about a step's fields, CF3xx about expressions, CF4xx
// about what must never happen. A code is never used again for something else.
// Problems tells what each of them means.
type Code string

// Problems of the document. Line and column say where, when it was parsed.
const (
	CodeUnreadable    Code = "CF001"
	CodeUnknownField  Code = "CF002"
	CodeWrongShape    Code = "CF003"
	CodeRepeatedField Code = "CF004"
	CodeVersion       Code = "CF010"
	CodeName          Code = "CF011"
	CodeTitle         Code = "CF012"
	CodeTooMuch       Code = "CF013"
	CodeCalendar      Code = "CF014"
)

// Problems of the graph.
const (
	CodeStepID       Code = "CF101"
	CodeRepeatedID   Code = "CF102"
	CodeUnknownKind  Code = "CF103"
	CodeUnknownStep  Code = "CF104"
	CodeUnknownPort  Code = "CF105"
	CodePortTwice    Code = "CF106"
	CodeOpenPort     Code = "CF107"
	CodeRequestCount Code = "CF108"
	CodeIntoRequest  Code = "CF109"
	CodeUnreachable  Code = "CF110"
	CodeNoEnd        Code = "CF111"
	CodeCycle        Code = "CF112"
)

// Problems of a step's fields.
const (
	CodeConfigUnknown      Code = "CF201"
	CodeConfigMissing      Code = "CF202"
	CodeConfigShape        Code = "CF203"
	CodeDuration           Code = "CF204"
	CodeRepeatedItem       Code = "CF205"
	CodeOutOfBounds        Code = "CF206"
	CodeUnknownEntitlement Code = "CF207"
	CodeDefaultAboveMax    Code = "CF208"
	CodeAboveEntitlement   Code = "CF209"
	CodeIdleLimit          Code = "CF210"
	CodeQuestion           Code = "CF211"
	CodePlaceholder        Code = "CF212"
	CodeUnknownPerson      Code = "CF213"
	CodeUnknownGroup       Code = "CF214"
	CodeUnchecked          Code = "CF215"
	CodeNoEffect           Code = "CF216"
	CodeExactlyOne         Code = "CF217"
	CodeUnknownCalendar    Code = "CF218"
	CodeUnknownHook        Code = "CF219"
	CodeUnknownFact        Code = "CF220"
	CodeRecurring          Code = "CF221"
	CodeBeyondTimeout      Code = "CF222"
	CodeBelowMinimum       Code = "CF223"
)

// Problems of expressions. Line and column count within the expression, as they do
// for a name that stands in one and is not known.
const (
	CodeExpression      Code = "CF301"
	CodeNotYesNo        Code = "CF302"
	CodeFactNotHere     Code = "CF303"
	CodeUnknownAnswer   Code = "CF304"
	CodeOptionalAnswer  Code = "CF305"
	CodeCostly          Code = "CF306"
	CodeLiteral         Code = "CF307"
	CodeAnswerElsewhere Code = "CF308"
	CodeUnknownApproval Code = "CF309"
)

// Problems that would break a promise. Path shows how it could happen.
const (
	CodeUnapproved      Code = "CF401"
	CodeSecondGrant     Code = "CF402"
	CodeAfterGrant      Code = "CF403"
	CodeQuorum          Code = "CF404"
	CodeQuorumTight     Code = "CF405"
	CodeNoOwner         Code = "CF406"
	CodeUngranted       Code = "CF407"
	CodeNothingToReview Code = "CF408"
	CodeClosedTooLong   Code = "CF409"
	CodeUnreviewed      Code = "CF410"
	CodeSeenByAll       Code = "CF411"
	CodeCliff           Code = "CF412"
	CodeSamePeople      Code = "CF413"
	CodeDenials         Code = "CF414"
	CodeUrgent          Code = "CF415"
	CodeOnCallAlone     Code = "CF416"
	CodeRetired         Code = "CF417"
)
