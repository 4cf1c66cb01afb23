package main

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/searchattribute/sadefs"
)

// searchAttributes are the custom search attributes that a namespace must have,
// by name.
type searchAttributes map[string]enumspb.IndexedValueType

var attributeName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// String lists them as Set reads them, in order of name.
func (a searchAttributes) String() string {
	var list []string
	for _, name := range a.names() {
		list = append(list, name+"="+a[name].String())
	}
	return strings.Join(list, ",")
}

// Set adds one, given as name=Type. The same name twice must have the same type.
func (a searchAttributes) Set(text string) error {
	name, typeName, ok := strings.Cut(text, "=")
	if !ok {
		return errors.New("must be name=Type")
	}
	if !attributeName.MatchString(name) {
		return fmt.Errorf("%q is not a name of letters, digits and underscores", name)
	}
	if sadefs.IsReserved(name) {
		return fmt.Errorf("%s is a name that Temporal uses itself", name)
	}
	value := enumspb.INDEXED_VALUE_TYPE_UNSPECIFIED
	for _, known := range attributeTypes() {
		if known.String() == typeName {
			value = known
		}
	}
	if value == enumspb.INDEXED_VALUE_TYPE_UNSPECIFIED {
		return fmt.Errorf("%q is not a type; the types are %v", typeName, attributeTypes())
	}
	if before, ok := a[name]; ok && before != value {
		return fmt.Errorf("%s is given as %s and as %s", name, before, value)
	}
	a[name] = value
	return nil
}

func (a searchAttributes) names() []string { return slices.Sorted(maps.Keys(a)) }

// assignColumns returns aliases, Temporal's map from column to attribute, with
// every attribute of a in it, and whether that added any. Aliases already there
// keep their column, because the values of running workflows are stored under
// it. It refuses an attribute that exists with another type, and one for which
// no column is left.
func (a searchAttributes) assignColumns(aliases map[string]string) (map[string]string, bool, error) {
	columns := sadefs.GetDBIndexSearchAttributes(nil).CustomSearchAttributes
	assigned := maps.Clone(aliases)
	if assigned == nil {
		assigned = map[string]string{}
	}
	columnOf := map[string]string{}
	for column, name := range assigned {
		columnOf[name] = column
	}
	added := false
	for _, name := range a.names() {
		if column, ok := columnOf[name]; ok {
			if columns[column] != a[name] {
				return nil, false, invalidFlag("--search-attribute",
					"Search attribute %s is asked for as %s and exists in the database as %s; give it a new name.",
					name, a[name], columns[column])
			}
			continue
		}
		column, budget := firstFree(columns, assigned, a[name])
		if column == "" {
			return nil, false, invalidFlag("--search-attribute",
				"Search attribute %s does not fit: SQLite has room for %d of type %s, and all are taken.",
				name, budget, a[name])
		}
		assigned[column] = name
		added = true
	}
	return assigned, added, nil
}

// firstFree returns the first unused column for a type, or "", and how many
// columns the type has in all.
func firstFree(columns map[string]enumspb.IndexedValueType, used map[string]string, of enumspb.IndexedValueType) (string, int) {
	budget, free := 0, ""
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		if columns[column] != of {
			continue
		}
		budget++
		if _, taken := used[column]; !taken && free == "" {
			free = column
		}
	}
	return free, budget
}

// attributeTypes are the types an attribute can have, in the order of the API.
func attributeTypes() []enumspb.IndexedValueType {
	var types []enumspb.IndexedValueType
	for number := range enumspb.IndexedValueType_name {
		if value := enumspb.IndexedValueType(number); value != enumspb.INDEXED_VALUE_TYPE_UNSPECIFIED {
			types = append(types, value)
		}
	}
	slices.Sort(types)
	return types
}
