package api

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"

	"github.com/curfewhq/curfew/internal/access"
)

// inWords says what the validator found wrong, and where, without repeating what
// was sent.
func inWords(err error) error {
	var tooMuch *http.MaxBytesError
	if errors.As(err, &tooMuch) {
		return tooLarge(tooMuch.Limit)
	}
	field := ""
	var request *openapi3filter.RequestError
	if errors.As(err, &request) && request.Parameter != nil {
		field = request.Parameter.Name
	}
	var schema *openapi3.SchemaError
	switch {
	case errors.As(err, &schema):
		return schemaInWords(field, schema)
	case field != "":
		return access.Refuse(access.CodeInvalid, "%q cannot be read as what it should be.", field).At(field)
	default:
		return errNotJSON
	}
}

func schemaInWords(field string, found *openapi3.SchemaError) *access.Refusal {
	path := slices.Clone(found.JSONPointer())
	if field != "" {
		path = append([]string{field}, path...)
	}
	if found.SchemaField == "properties" {
		path = append(path, unknownField(found))
	}
	where := shorten(strings.Join(path, "."))
	if where == "" {
		where = "the body"
	}
	refuse := func(what string) *access.Refusal {
		return access.Refuse(access.CodeInvalid, "%s %s.", where, what).At(strings.TrimPrefix(where, "the body"))
	}
	switch schema := found.Schema; found.SchemaField {
	case "required":
		return refuse("is missing")
	case "properties":
		return refuse("is not a field that can be set here")
	case "type", "nullable":
		return refuse("has to be " + typeInWords(schema))
	case "enum":
		return refuse("has to be " + oneOf(schema.Enum))
	case "minLength":
		return refuse("must not be empty")
	case "maxLength":
		return refuse(fmt.Sprintf("must not be longer than %d characters", *schema.MaxLength))
	case "pattern":
		return refuse(fmt.Sprintf("has to look like %v", schema.Example))
	case "minimum":
		return refuse(fmt.Sprintf("has to be at least %g", *schema.Min))
	case "maximum":
		return refuse(fmt.Sprintf("has to be at most %g", *schema.Max))
	case "format":
		return refuse("has to be " + formatInWords(schema.Format))
	default:
		return refuse("is not valid")
	}
}

// unknownField is the first field of an object that its schema does not have.
func unknownField(found *openapi3.SchemaError) string {
	object, _ := found.Value.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if found.Schema.Properties[name] == nil {
			return name
		}
	}
	return ""
}

func typeInWords(schema *openapi3.Schema) string {
	switch {
	case schema.Type.Is("object"):
		return "an object"
	case schema.Type.Is("array"):
		return "a list"
	case schema.Type.Is("integer"):
		return "a whole number"
	case schema.Type.Is("boolean"):
		return "true or false"
	case schema.Type.Is("number"):
		return "a number"
	default:
		return "text"
	}
}

func formatInWords(format string) string {
	switch format {
	case "uuid":
		return "a UUID, for instance 3f2b8c1e-58a4-4c1b-9a77-0d6a5f6f2c11"
	case "date-time":
		return "a moment as in RFC 3339, for instance 2026-03-01T09:00:00Z"
	default:
		return "a number of that size"
	}
}

func oneOf(values []any) string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = fmt.Sprintf("%q", value)
	}
	return strings.Join(words, " or ")
}

// shorten keeps what a caller made up from filling an answer.
func shorten(text string) string {
	const most = 80
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}
