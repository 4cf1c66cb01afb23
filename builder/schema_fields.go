package builder

import "strings"

// nodeSchema is a step: its kind says which config it has.
func nodeSchema() object {
	var kinds []string
	var configs []any
	for _, info := range Catalog() {
		kinds = append(kinds, string(info.Kind))
		config := fieldsSchema(info.Fields, info.OneOf)
		config["description"] = info.Sentence
		then := object{"properties": object{"config": config}}
		if config["required"] != nil || config["oneOf"] != nil {
			then["required"] = []string{"config"}
		}
		configs = append(configs, object{"if": object{"properties": object{"kind": object{"const": info.Kind}}, "required": []string{"kind"}}, "then": then})
	}
	return closed(object{"required": []string{"id", "kind"}, "description": "One step.", "allOf": configs}, object{
		"id":     object{"type": "string", "pattern": stepID.String(), "description": "A short lower-case word by which edges and expressions mean the step."},
		"kind":   object{"enum": kinds, "description": "What the step does."},
		"title":  object{"type": "string", "maxLength": maxTitle, "description": "What people read, instead of the kind's own name."},
		"config": object{"type": "object", "description": "What the kind has to know."},
	})
}

// fieldsSchema is an object with described fields.
func fieldsSchema(described []Field, oneOf []string) object {
	properties, required := object{}, []string{}
	for _, field := range described {
		properties[field.Name] = field.schema()
		if field.Required {
			required = append(required, field.Name)
		}
	}
	schema := closed(object{}, properties)
	if len(required) > 0 {
		schema["required"] = required
	}
	var choices []any
	for _, name := range oneOf { // an empty text counts as left out
		choices = append(choices, object{"required": []string{name}, "properties": object{name: object{"pattern": someText}}})
	}
	if len(choices) > 0 {
		schema["oneOf"] = choices
	}
	return schema
}

// schema is the value of a field.
func (f Field) schema() object {
	schema := f.shape()
	schema["title"], schema["description"] = f.Label, f.Help
	if len(f.Reads) > 0 {
		schema["description"] = strings.TrimSpace(f.Help + " " + listed("An expression (CEL) over", f.Reads))
	}
	if f.Default != nil {
		schema["default"] = f.Default
	}
	return schema
}

func (f Field) shape() object {
	switch f.Type {
	case FieldYesNo:
		return object{"type": "boolean"}
	case FieldWhole:
		return object{"type": "integer", "minimum": f.Min, "maximum": f.Max}
	case FieldNumber:
		return object{"type": "number"}
	case FieldAnswer:
		return object{"type": []string{"string", "number", "boolean", "array"}, "items": object{"type": "string"}}
	case FieldQuorum:
		return object{"anyOf": []any{object{"enum": []string{quorumAny, quorumAll}}, object{"type": "integer", "minimum": 1, "maximum": maxQuorum}}}
	case FieldChoice:
		return object{"enum": f.Choices}
	case FieldDuration:
		return reference("duration")
	case FieldShare:
		return object{"anyOf": []any{reference("duration"), object{"type": "string", "pattern": `^\s*\+?0*([1-9][0-9]?|100)%\s*$`}}}
	case FieldObject:
		if f.Name == "remind" {
			return reference("reminders")
		}
		schema := fieldsSchema(f.Fields, f.OneOf)
		if f.Required {
			schema["minProperties"] = 1
		}
		return schema
	case FieldTexts, FieldEntitlements, FieldDurations, FieldObjects, FieldApprovers, FieldRespondents, FieldRecipients:
		return f.listShape()
	default:
		return f.textShape()
	}
}

func (f Field) textShape() object {
	schema := object{"type": "string"}
	if f.Required {
		schema["pattern"] = someText
	}
	if f.Max > 0 {
		schema["maxLength"] = f.Max
	}
	return schema
}

func (f Field) listShape() object {
	schema := object{"type": "array"}
	if f.Required {
		schema["minItems"] = max(f.Min, 1)
	}
	if f.Max > 0 {
		schema["maxItems"] = f.Max
	}
	switch f.Type {
	case FieldDurations:
		schema["items"] = reference("duration")
	case FieldObjects:
		schema["items"] = fieldsSchema(f.Fields, f.OneOf)
		if f.Name == "questions" {
			schema["items"] = reference("question")
		}
	case FieldApprovers:
		schema["items"] = reference("rule")
	case FieldRespondents:
		schema["items"] = object{"anyOf": []any{reference("rule"), object{"enum": f.Type.words()}}}
	case FieldRecipients:
		schema["items"] = object{"anyOf": []any{reference("rule"), reference("hook"), object{"enum": f.Type.words()}}}
	default:
		schema["items"] = object{"type": "string", "pattern": someText, "maxLength": maxTitle}
	}
	return schema
}

// ruleSchema is an entry of a list of people: exactly one of the names.
func ruleSchema(names []string) object {
	level := object{"type": "integer", "minimum": 1, "maximum": maxLevels}
	properties := object{
		"manager": object{"enum": []string{toRequester, toSubject}, "description": "That person's manager."},
		"level":   merged(level, "description", "How many steps up that manager stands; without it the direct one."),
		"levels":  merged(level, "description", "How far up somebody is looked for when that manager cannot be asked."),
		"owner":   object{"enum": []string{"entitlement"}, "description": "Whoever owns the entitlement."},
		"person":  object{"type": "string", "pattern": someText, "maxLength": maxTitle, "description": "A login."},
		"group":   object{"type": "string", "pattern": someText, "maxLength": maxTitle, "description": "Everybody in a group."},
		"on_call": object{"type": "string", "pattern": someText, "maxLength": maxTitle, "description": "Whoever is on call: everybody of whom a fact outside is true, by its name in the configuration."},
		"where":   object{"type": "string", "pattern": someText, "maxLength": maxExpression, "description": listed("Everybody of whom this is true: an expression (CEL) over", whereReads)},
	}
	var choices []any
	for _, name := range names {
		choices = append(choices, object{"required": []string{name}})
	}
	return closed(object{
		"description": "Who is asked or told: exactly one of manager, owner, person, group, on_call and where.", "oneOf": choices,
		"dependentRequired": object{"level": []string{"manager"}, "levels": []string{"manager"}},
	}, properties)
}

// merged is a copy of a schema with one more member.
func merged(schema object, name string, value any) object {
	copied := object{name: value}
	for key, member := range schema {
		copied[key] = member
	}
	return copied
}
