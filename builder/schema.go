package builder

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"unicode"

	"github.com/curfewhq/curfew/internal/windows"
)

// schemaID is where the schema of documents is published.
const schemaID = "https://raw.githubusercontent.com/curfewhq/curfew/main/docs/curfew.schema.json"

// Schema describes documents to editors, as JSON Schema (draft 2020-12), made from
// the same descriptions as Catalog. Whatever it refuses Check refuses as well; Check
// refuses much more. The same program always gives the same bytes.
func Schema() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(documentSchema()); err != nil {
		return nil, fmt.Errorf("write the schema of automations: %w", err)
	}
	return out.Bytes(), nil
}

// object is one JSON Schema; encoding/json writes its members in order of name.
type object = map[string]any

const someText = `\S`

func documentSchema() object {
	return closed(object{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         schemaID,
		"title":       "Curfew automation",
		"description": "An automation as an admin draws it: what may be asked for, who decides, what is given and when it ends.",
		"required":    []string{"version", "name", "title", "nodes"},
		"$defs":       definitions(),
	}, object{
		"version":     object{"const": DefinitionVersion, "description": "The version of the language."},
		"name":        object{"type": "string", "pattern": automationName.String(), "maxLength": maxName, "description": "Unique, lower-case words with dashes between them, such as orders-db-read."},
		"title":       object{"type": "string", "pattern": someText, "maxLength": maxTitle, "description": "What it gives, in a few words."},
		"description": object{"type": "string", "maxLength": maxDescription, "description": "More about it, for people."},
		"calendars":   object{"type": "object", "maxProperties": maxCalendars, "propertyNames": object{"pattern": stepID.String()}, "additionalProperties": reference("calendar"), "description": "Business hours and holidays, by the name that steps use."},
		"nodes":       object{"type": "array", "minItems": 1, "maxItems": maxNodes, "items": reference("node"), "description": "The steps, in any order."},
		"edges":       object{"type": "array", "maxItems": maxEdges, "items": reference("edge"), "description": "Which step follows which, by which way out."},
		"layout": object{"type": "object", "additionalProperties": closed(object{}, object{
			"x": object{"type": "number"}, "y": object{"type": "number"},
		}), "description": "Where the canvas draws each step, by id. It means nothing else."},
	})
}

// closed is an object that has these members and no others.
func closed(schema, properties object) object {
	schema["type"], schema["properties"], schema["additionalProperties"] = "object", properties, false
	return schema
}

func reference(to string) object { return object{"$ref": "#/$defs/" + to} }

func definitions() object {
	defs := object{
		"duration": object{"type": "string", "pattern": durationSchemaPattern(), "description": "A sum from large to small such as 30m, 4h, 30d or 1d12h. A day is 24 hours."},
		"node":     nodeSchema(),
		"edge": closed(object{"required": []string{"from", "to"}}, object{
			"from": object{"type": "string", "pattern": edgeOrigin, "description": "A step and the way out of it, such as lead.approved; or only the step, where its way out is next."},
			"to":   object{"type": "string", "pattern": stepID.String(), "description": "The step that follows."},
		}),
		"calendar": calendarSchema(),
		"rule":     ruleSchema(ruleNames),
		"hook": closed(object{"required": []string{"hook"}}, object{
			"hook": object{"type": "string", "pattern": someText, "maxLength": maxTitle, "description": "A channel outside, by its name in the configuration."},
		}),
	}
	for name, field := range sharedFields() {
		schema := object{"description": field.Help}
		maps.Copy(schema, fieldsSchema(field.Fields, field.OneOf))
		defs[name] = schema
	}
	return defs
}

const edgeOrigin = `^[a-z][a-z0-9_-]{0,39}(\.[a-z][a-z0-9_-]{0,39})?$`

// sharedFields are described once although several kinds have them.
func sharedFields() map[string]Field {
	return map[string]Field{
		"question":  {Name: "questions", Fields: questionFields(), Help: "One thing that a form asks."},
		"reminders": remindField(),
	}
}

func calendarSchema() object {
	clock := object{"type": "string", "pattern": `^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$`, "description": "A time of day, such as 08:00; 24:00 is the end of the day."}
	var days []string
	for day := windows.Monday; day <= windows.Sunday; day++ {
		days = append(days, inAnyCase(day.String()))
	}
	return closed(object{"required": []string{"zone", "open"}, "description": "Business hours, week after week, and the days on which there are none."}, object{
		"zone": object{"type": "string", "pattern": someText, "description": "An IANA name such as Europe/Berlin."},
		"open": object{"type": "array", "minItems": 1, "items": closed(object{"required": []string{"days", "from", "to"}}, object{
			"days": object{"type": "array", "minItems": 1, "maxItems": 7, "items": object{"type": "string", "pattern": "^(" + strings.Join(days, "|") + ")"}, "description": "MO, TU, WE, TH, FR, SA, SU."},
			"from": clock, "to": clock,
		})},
		"holidays": object{"type": "array", "maxItems": windows.MaxHolidays, "items": object{"type": "string", "format": "date"}, "description": "Dates such as 2027-12-25."},
	})
}

// inAnyCase is a pattern for a word in small or capital letters.
func inAnyCase(word string) string {
	var pattern strings.Builder
	for _, letter := range word {
		fmt.Fprintf(&pattern, "[%c%c]", unicode.ToUpper(letter), unicode.ToLower(letter))
	}
	return pattern.String()
}

// durationSchemaPattern is durationPattern with at least one of its parts, as JSON
// Schema's patterns can not look ahead everywhere.
func durationSchemaPattern() string {
	parts := regexp.MustCompile(`\(\?:[^?]*\)\?`).FindAllString(durationPattern.String(), -1)
	var starts []string
	for i := range parts {
		starts = append(starts, strings.TrimSuffix(parts[i], "?")+strings.Join(parts[i+1:], ""))
	}
	return strings.ReplaceAll(`^\s*(`+strings.Join(starts, "|")+`)\s*$`, `\d`, "[0-9]")
}
