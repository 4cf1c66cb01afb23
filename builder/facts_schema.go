package builder

import (
	"cel.dev/cel-go/cel"
)

// The names that expressions read.
const (
	factRequester   = "requester"
	factSubject     = "subject"
	factPerson      = "person"
	factEntitlement = "entitlement"
	factRequest     = "request"
	factAnswers     = "answers"
	factApprovals   = "approvals"
)

// The functions that read what was recorded of the world outside.
const (
	funcFact  = "fact"
	funcHours = "is_business_hours"
)

// funcInGroup reads a person's groups.
const funcInGroup = "in_group"

// What is known at each place where an expression may stand.
var (
	visibleReads  = []string{factRequester, factEntitlement}
	limitReads    = []string{factRequester, factSubject, factEntitlement} // also for_others and skip
	questionReads = []string{factRequester, factSubject, factEntitlement, factAnswers}
	whereReads    = []string{factPerson, factRequester, factSubject, factEntitlement}
	branchReads   = []string{factRequester, factSubject, factEntitlement, factRequest, factAnswers, factApprovals} // also a wait
	holdReads     = []string{factRequester, factSubject, factEntitlement, factRequest, factAnswers}
)

const (
	personType      = "curfew.person"
	entitlementType = "curfew.entitlement"
	requestType     = "curfew.request"
	answersType     = "curfew.answers"
	approvalType    = "curfew.approval"
)

// factTypes are the facts that are objects, with their types. The answers are one
// where an expression is checked, and approvals are several.
var factTypes = map[string]string{
	factRequester:   personType,
	factSubject:     personType,
	factPerson:      personType,
	factEntitlement: entitlementType,
	factRequest:     requestType,
}

// isFact tells whether a name is that of a fact.
func isFact(name string) bool {
	return factTypes[name] != "" || name == factAnswers || name == factApprovals
}

// factSchema is the fields of each type of fact.
type factSchema map[string]map[string]*cel.Type

var fixedSchema = factSchema{
	personType: {
		"login":      cel.StringType,
		"name":       cel.StringType,
		"department": cel.StringType,
		"title":      cel.StringType,
		"employment": cel.StringType, // employee, contractor or vendor
		"groups":     cel.ListType(cel.StringType),
		"zone":       cel.StringType,
		"status":     cel.StringType, // active or inactive
		"manager":    cel.StringType, // the manager's login, empty at the top
	},
	entitlementType: {
		"id":    cel.StringType,
		"app":   cel.StringType,
		"title": cel.StringType,
		"risk":  cel.StringType, // low, medium or high
	},
	requestType: {
		"automation": cel.StringType,
		"reason":     cel.StringType,
		"duration":   cel.DurationType, // of a series, that of one window
		"for_other":  cel.BoolType,     // the subject is not the requester
	},
	approvalType: {
		"state": cel.StringType,               // approved, denied, timed_out or not_asked
		"by":    cel.ListType(cel.StringType), // logins of those who approved
	},
}

// schemaWith is the schema of a document that asks these questions.
func schemaWith(questions map[string]Question) factSchema {
	answers := map[string]*cel.Type{}
	for id, question := range questions {
		answers[id] = question.celType()
	}
	schema := factSchema{answersType: answers}
	for name, fields := range fixedSchema {
		schema[name] = fields
	}
	return schema
}

// celType is the type of an answer in expressions.
func (q Question) celType() *cel.Type {
	switch q.Type {
	case QuestionNumber:
		return cel.DoubleType
	case QuestionYesNo:
		return cel.BoolType
	case QuestionMultiChoice:
		return cel.ListType(cel.StringType)
	case QuestionDuration:
		return cel.DurationType
	default:
		return cel.StringType
	}
}
