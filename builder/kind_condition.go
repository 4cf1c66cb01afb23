package builder

import (
	"fmt"
	"strings"
)

func conditionKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:      KindCondition,
			Title:     "Condition",
			Sentence:  "Takes the first branch whose expression is true, and otherwise the last way out.",
			Ports:     []Port{{Name: PortOtherwise, Label: "otherwise"}},
			PortsFrom: "branches",
			Fields: []Field{
				{Name: "branches", Type: FieldObjects, Label: "Branches", Help: "The ways out, in the order in which they are tried.", Required: true, Max: 20, Fields: []Field{
					{Name: "port", Type: FieldText, Label: "Name", Help: "A short word that names the way out.", Required: true, Max: 40},
					{Name: "title", Type: FieldText, Label: "Title", Help: "What the record calls the rule.", Max: maxTitle},
					{Name: "when", Type: FieldExpression, Label: "When", Help: "When this way is taken.", Required: true, Max: maxExpression, Reads: branchReads},
				}},
			},
		},
		read: func(config fields) body {
			step := &ConditionStep{}
			for _, entry := range config.objects("branches") {
				step.Branches = append(step.Branches, Branch{Port: entry.text("port"), Title: entry.text("title"), When: strings.TrimSpace(entry.text("when"))})
			}
			return step
		},
	}
}

func (s *ConditionStep) ports() []string {
	var ports []string
	for _, branch := range s.Branches {
		ports = append(ports, branch.Port)
	}
	return append(ports, PortOtherwise)
}

func (s *ConditionStep) lower(step *Step) { step.Condition = s }

func (s *ConditionStep) check(within surroundings, found *nodeFindings) {
	seen := map[string]bool{PortOtherwise: true}
	for i, branch := range s.Branches {
		at := fmt.Sprintf("branches[%d]", i)
		switch {
		case branch.Port == "": // reported as missing
		case !stepID.MatchString(branch.Port):
			found.fail(CodeConfigShape, at+".port", "A branch's name is a short lower-case word such as contractor, not %q.", branch.Port)
		case seen[branch.Port]:
			found.fail(CodeRepeatedItem, at+".port", "Two ways out are called %q. Rename one.", branch.Port)
		}
		seen[branch.Port] = true
		within.expression(at+".when", branch.When, branchReads, found)
	}
}
