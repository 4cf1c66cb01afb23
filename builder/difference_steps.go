package builder

import (
	"fmt"
	"maps"
)

func (c *comparison) steps() {
	from := matched(c.before.nodes, c.after.nodes)
	still := make([]bool, len(c.before.nodes))
	for i, node := range c.after.nodes {
		step, _ := node.(map[string]any)
		c.node = textOf(step["id"])
		if from[i] < 0 {
			c.whole[c.node] = true
			c.add(Difference{Change: ChangeAdded, After: stepName(step), Words: fmt.Sprintf("%s was added.", kindAndName(step))})
			continue
		}
		still[from[i]] = true
		old, _ := c.before.nodes[from[i]].(map[string]any)
		if was := textOf(old["id"]); was != c.node {
			c.renamed[was] = c.node
			c.add(Difference{Change: ChangeChanged, Field: "id", Before: shortened(was), After: shortened(c.node), Words: fmt.Sprintf("%s was renamed: its id is %s now instead of %s.", inQuotes(stepName(step)), shortened(c.node), shortened(was))})
			old = maps.Clone(old)
			old["id"] = step["id"]
		}
		c.object(spot{whose: inQuotes(stepName(step))}, stepFields(step["kind"], old["kind"]), old, step)
	}
	for i, node := range c.before.nodes {
		if step, _ := node.(map[string]any); !still[i] {
			c.node = textOf(step["id"])
			c.whole[c.node] = true
			c.add(Difference{Change: ChangeRemoved, Before: stepName(step), Words: fmt.Sprintf("%s was removed.", kindAndName(step))})
		}
	}
	c.node = ""
}

// stepName is what a person calls a step.
func stepName(step map[string]any) string {
	if title := textOf(step["title"]); title != "" {
		return shortened(title)
	}
	return shortened(textOf(step["id"]))
}

// kindAndName introduces a step: `Approval "Team lead"`.
func kindAndName(step map[string]any) string {
	kind := "Step"
	if spec, known := kindOf(Kind(textOf(step["kind"]))); known {
		kind = spec.info.Title
	}
	return kind + " " + inQuotes(stepName(step))
}

func textOf(plain any) string {
	text, _ := plain.(string)
	return text
}

func (c *comparison) layout() {
	moved := map[string]bool{}
	for was, position := range c.before.layout {
		id := was
		if newer, renamed := c.renamed[was]; renamed {
			id = newer
		}
		if now, there := c.after.layout[id]; !there || now != position {
			moved[id] = true
		}
	}
	old := map[string]bool{}
	for was := range c.before.layout {
		old[was] = true
		old[c.renamed[was]] = true
	}
	for id := range c.after.layout {
		if !old[id] {
			moved[id] = true
		}
	}
	for id := range c.whole {
		delete(moved, id)
	}
	if count := len(moved); count == 1 {
		c.add(Difference{Change: ChangeLayout, Field: "layout", Words: "One step is drawn at another place."})
	} else if count > 1 {
		c.add(Difference{Change: ChangeLayout, Field: "layout", Words: fmt.Sprintf("%d steps are drawn at other places.", count)})
	}
}
