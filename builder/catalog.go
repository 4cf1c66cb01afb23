package builder

// KindInfo describes one kind of step to a canvas: how its box looks, which ways
// lead out of it and what its inspector asks.
type KindInfo struct {
	Kind     Kind   `json:"kind"`
	Title    string `json:"title"`    // the name in the palette, and of a step without a title
	Sentence string `json:"sentence"` // what a step of the kind does
	Ports    []Port `json:"ports,omitempty"`
	// PortsFrom names the list among the fields whose items are ways out as well,
	// before those in Ports; each item's "port" is its name.
	PortsFrom string `json:"ports_from,omitempty"`
	// OneOf names the fields of which exactly one has to be set; empty is any.
	OneOf  []string `json:"one_of,omitempty"`
	Fields []Field  `json:"fields,omitempty"`
}

// Port is one way out of a step.
type Port struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	// LikeWhenOpen names the port that an unconnected one follows; empty means that
	// it has to be connected.
	LikeWhenOpen string `json:"like_when_open,omitempty"`
	// With names the field that has to be set for the port to exist; empty is always.
	With string `json:"with,omitempty"`
}

// FieldType says which value a field takes and so how it is edited.
type FieldType string

// The types of fields.
const (
	FieldText         FieldType = "text"
	FieldLongText     FieldType = "long_text"
	FieldMessage      FieldType = "message"    // long text with placeholders
	FieldExpression   FieldType = "expression" // CEL over the facts that Reads names
	FieldDuration     FieldType = "duration"
	FieldDurations    FieldType = "durations"    // a list of durations
	FieldShare        FieldType = "share"        // a duration, or a percentage such as "50%"
	FieldWhole        FieldType = "whole"        // a whole number from Min to Max
	FieldNumber       FieldType = "number"       // any number
	FieldAnswer       FieldType = "answer"       // a text, a number, yes or no, or a list of texts
	FieldYesNo        FieldType = "yes_no"       // true or false
	FieldChoice       FieldType = "choice"       // one of Choices
	FieldTexts        FieldType = "texts"        // a list of texts
	FieldEntitlements FieldType = "entitlements" // a list of ids
	FieldCalendar     FieldType = "calendar"     // the name of a calendar of the document
	FieldHook         FieldType = "hook"         // the name of a hook of the configuration
	FieldFact         FieldType = "fact"         // the name of a fact outside of the configuration
	FieldQuorum       FieldType = "quorum"       // "any", "all" or a number from 1
	FieldApprovers    FieldType = "approvers"    // a list of approver rules
	FieldRespondents  FieldType = "respondents"  // "requester" alone, or approver rules
	FieldRecipients   FieldType = "recipients"   // approver rules, "requester", "subject", "approvers" and hooks
	FieldObject       FieldType = "object"       // one value of Fields
	FieldObjects      FieldType = "objects"      // a list of values of Fields
)

// Field describes one field of a config. The checker reads configs by the same
// description, so that what the inspector offers is what is accepted.
type Field struct {
	Name     string    `json:"name"`
	Type     FieldType `json:"type"`
	Label    string    `json:"label"`
	Help     string    `json:"help,omitempty"`
	Required bool      `json:"required,omitempty"`
	Default  any       `json:"default,omitempty"`
	// Min and Max bound the characters of a text, the items of a list or the value of
	// a whole number; 0 is no bound.
	Min int `json:"min,omitempty"`
	Max int `json:"max,omitempty"`
	// Shortest and Longest bound a duration and each of a list; 0 is no bound.
	Shortest Duration `json:"shortest,omitempty"`
	Longest  Duration `json:"longest,omitempty"`
	// OneOf names those of Fields of which exactly one has to be set; empty is any.
	OneOf []string `json:"one_of,omitempty"`
	// With names the field beside it without which it has no effect.
	With    string   `json:"with,omitempty"`
	Choices []string `json:"choices,omitempty"`
	Reads   []string `json:"reads,omitempty"`
	Fields  []Field  `json:"fields,omitempty"`
}

// Catalog describes every kind of step, in the order of a palette.
func Catalog() []KindInfo {
	var infos []KindInfo
	for _, kind := range Kinds() {
		spec, _ := kindOf(kind)
		infos = append(infos, spec.info)
	}
	return infos
}
