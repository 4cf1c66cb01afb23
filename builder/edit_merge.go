package builder

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// mergeYAML turns a node of a document into what target says, wherever that differs
// from base. Base is what the node says in plain form, or nil if it is not there;
// so whatever is equal in base and target keeps its node, however it is spelled.
func mergeYAML(ours, base, target *yaml.Node) *yaml.Node {
	if base == nil || base.Kind != ours.Kind || ours.Kind == yaml.SequenceNode && len(base.Content) != len(ours.Content) {
		base = ours
	}
	switch {
	case meansTheSame(base, target):
		return ours
	case ours.Kind != target.Kind || ours.Kind == yaml.ScalarNode || len(ours.Content) == 0 || repeatsAField(ours):
		return replaced(ours, target)
	case ours.Kind == yaml.MappingNode:
		return mergeMembers(ours, base, target)
	default:
		return mergeEntries(ours, base, target)
	}
}

func meansTheSame(a, b *yaml.Node) bool {
	return !repeatsAFieldInside(a) && meaning(plainOf(a)) == meaning(plainOf(b))
}

// plainOf is what a node says; the whole document has been read without failure.
func plainOf(node *yaml.Node) any {
	read, failure := fromYAML(node, 1)
	if failure != nil {
		return nil
	}
	return read.plain()
}

// repeatsAField tells whether an object has two members of one name.
func repeatsAField(node *yaml.Node) bool {
	return node.Kind == yaml.MappingNode && len(membersOf(node)) < len(node.Content)/2
}

func repeatsAFieldInside(node *yaml.Node) bool {
	return repeatsAField(node) || slices.ContainsFunc(node.Content, repeatsAFieldInside)
}

func membersOf(mapping *yaml.Node) map[string]*yaml.Node {
	members := make(map[string]*yaml.Node, len(mapping.Content)/2)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		members[mapping.Content[i].Value] = mapping.Content[i+1]
	}
	return members
}

// mergeMembers keeps the order of members; a new one follows the one that it
// follows in target. A member that neither base nor target knows says nothing, such
// as a title without a text, and stays.
func mergeMembers(ours, base, target *yaml.Node) *yaml.Node {
	there, was, will := membersOf(ours), membersOf(base), membersOf(target)
	following := map[string][]*yaml.Node{} // new members, by the name of the one before
	before := ""
	for i := 0; i+1 < len(target.Content); i += 2 {
		name, value := target.Content[i], target.Content[i+1]
		switch implied := was[name.Value]; {
		case there[name.Value] != nil:
			before = name.Value
		case implied == nil || !meansTheSame(implied, value): // or to say nothing means this, before as after
			following[before] = append(following[before], name, value)
		}
	}
	merged := *ours
	merged.Content = following[""]
	for i := 0; i+1 < len(ours.Content); i += 2 {
		name, value := ours.Content[i], ours.Content[i+1]
		switch {
		case will[name.Value] != nil:
			merged.Content = append(merged.Content, name, mergeYAML(value, was[name.Value], will[name.Value]))
		case was[name.Value] == nil:
			merged.Content = append(merged.Content, name, value)
		}
		if name.Value != "" {
			merged.Content = append(merged.Content, following[name.Value]...)
		}
	}
	return &merged
}

// mergeEntries takes the order of target, as the order of a list means something.
func mergeEntries(ours, base, target *yaml.Node) *yaml.Node {
	merged := *ours
	merged.Content = nil
	for i, old := range matched(plainEntries(base), plainEntries(target)) {
		entry := target.Content[i]
		if old >= 0 {
			entry = mergeYAML(ours.Content[old], base.Content[old], entry)
		}
		merged.Content = append(merged.Content, entry)
	}
	return &merged
}

func plainEntries(list *yaml.Node) []any {
	items := make([]any, 0, len(list.Content))
	for _, item := range list.Content {
		items = append(items, plainOf(item))
	}
	return items
}

// replaced is target with the comments of what stood there, and its quotes if both
// are texts of one line.
func replaced(ours, target *yaml.Node) *yaml.Node {
	node := *target
	node.HeadComment, node.LineComment, node.FootComment = ours.HeadComment, ours.LineComment, ours.FootComment
	if node.Kind != yaml.ScalarNode && node.Style&yaml.FlowStyle == 0 && node.LineComment != "" {
		// There is no line any more that it could stand beside.
		node.HeadComment, node.LineComment = joinedComments(node.HeadComment, node.LineComment), ""
	}
	const quotes = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle
	if ours.Kind == yaml.ScalarNode && ours.Style&quotes != 0 && node.Kind == yaml.ScalarNode && node.Tag == "!!str" && node.Style == 0 {
		node.Style = ours.Style & quotes
	}
	return &node
}

func joinedComments(above, beside string) string {
	if above == "" {
		return beside
	}
	return above + "\n" + beside
}
