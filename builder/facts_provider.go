package builder

import (
	"fmt"

	"cel.dev/cel-go/common/types"
)

// factProvider tells CEL about the types of facts; their values are plain maps.
type factProvider struct {
	types.Provider
	registry *types.Registry
	schema   factSchema
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
