package builder

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
)

// The names that expressions read.
const (
	factRequester   = "requester"
	factSubject     = "subject"
	factEntitlement = "entitlement"
	factRequest     = "request"
	factAnswers     = "answers"
	factApprovals   = "approvals"
	factPerson      = "person"
)

const (
	personType      = "curfew.person"
	entitlementType = "curfew.entitlement"
	requestType     = "curfew.request"
	answersType     = "curfew.answers"
)

var factTypes = map[string]string{
	factRequester:   personType,
	factSubject:     personType,
	factEntitlement: entitlementType,
	factRequest:     requestType,
}

// factSchema is the fields of each type of fact.
type factSchema map[string]map[string]*cel.Type

// schemaWith is the schema of a form that asks these questions.
func schemaWith(questions []Question) factSchema {
	answers := map[string]*cel.Type{}
	for _, question := range questions {
		switch question.Type {
		case QuestionNumber:
			answers[question.ID] = cel.DoubleType
		case QuestionYesNo:
			answers[question.ID] = cel.BoolType
		default:
			answers[question.ID] = cel.StringType
		}
	}
	return factSchema{
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
			"duration":   cel.DurationType,
		},
		answersType: answers,
	}
}

// factProvider tells CEL about the types of facts; their values are plain maps.
type factProvider struct {
	types.Provider
	schema factSchema
}

func (p factProvider) FindStructType(name string) (*types.Type, bool) {
	if _, known := p.schema[name]; known {
		return types.NewTypeTypeWithParam(types.NewObjectType(name)), true
	}
	return p.Provider.FindStructType(name)
}

func (p factProvider) FindStructFieldNames(name string) ([]string, bool) {
	if schema, known := p.schema[name]; known {
		names := make([]string, 0, len(schema))
		for field := range schema {
			names = append(names, field)
		}
		return names, true
	}
	return p.Provider.FindStructFieldNames(name)
}

func (p factProvider) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	fieldType, known := p.schema[name][field]
	if !known {
		return p.Provider.FindStructFieldType(name, field)
	}
	return &types.FieldType{
		Type: fieldType,
		IsSet: func(target any) bool {
			value, there := factField(target, field)
			return there && value != ""
		},
		GetFrom: func(target any) (any, error) {
			value, there := factField(target, field)
			if !there {
				return nil, fmt.Errorf("%q is not known", field)
			}
			return value, nil
		},
	}, true
}

func factField(target any, field string) (any, bool) {
	members, ok := target.(map[string]any)
	if !ok {
		return nil, false
	}
	value, there := members[field]
	return value, there
}
