package builder

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/curfewhq/curfew/internal/windows"
)

var (
	automationName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	stepID         = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)
)

// Check proves a definition safe, or returns everything that is wrong with it, all
// at once. It is deterministic. Without errors among the problems, Compile succeeds.
func Check(def Definition, world World) []Problem {
	return analyse(def, world).found.problems
}

// analysis is a definition with everything that checking it has found out.
type analysis struct {
	found findings
	drawn drawing
	graph graph
	uses  map[string]uses // by the step's id: what its expressions look up
}

func analyse(def Definition, world World) *analysis {
	a := &analysis{uses: map[string]uses{}}
	checkDocument(def, &a.found)
	if len(def.Nodes) > maxNodes || len(def.Edges) > maxEdges {
		return a
	}
	a.drawn = draw(def.Nodes, &a.found)
	if a.found.expressions > maxExpressions {
		a.found.document(CodeTooMuch, "nodes", "There are %d expressions, and at most %d are allowed. Split the automation.", a.found.expressions, maxExpressions)
		return a
	}
	a.graph = connect(a.drawn, def.Edges, &a.found)
	a.checkSteps(def.Calendars, world)
	a.checkCalendars(def.Calendars)
	checkCycles(a.graph, &a.found)
	if a.graph.entry == "" {
		requests := a.graph.of(KindRequest)
		a.found.add(Problem{Code: CodeRequestCount, Field: "nodes", Path: requests, Message: fmt.Sprintf("An automation has exactly one request step, where every run begins, and this has %d.", len(requests))})
		return a
	}
	checkReach(a.graph, &a.found)
	a.checkGrants()
	a.checkReviews()
	a.checkSeparate()
	a.checkRisk(world)
	if !HasErrors(a.found.problems) {
		a.checkPlanSize(def)
	}
	return a
}

func checkDocument(def Definition, found *findings) {
	if def.Version != DefinitionVersion {
		found.document(CodeVersion, "version", "The version is %d, and this knows version %d, and reads documents of earlier ones. Write version: %d.", def.Version, DefinitionVersion, DefinitionVersion)
	}
	if !automationName.MatchString(def.Name) || len(def.Name) > maxName {
		found.document(CodeName, "name", "The name is %q. It has to be 1 to %d lower-case letters and digits, with single dashes between words, such as orders-db-read.", shortened(def.Name), maxName)
	}
	if strings.TrimSpace(def.Title) == "" {
		found.document(CodeTitle, "title", "The title is missing. Say in a few words what it gives.")
	}
	for _, text := range []struct {
		field, value string
		most         int
	}{{"title", def.Title, maxTitle}, {"description", def.Description, maxDescription}} {
		if utf8.RuneCountInString(text.value) > text.most {
			found.document(CodeTooMuch, text.field, "The %s is longer than %d characters. Shorten it.", text.field, text.most)
		}
	}
	if len(def.Nodes) > maxNodes {
		found.document(CodeTooMuch, "nodes", "There are %d steps, and at most %d are allowed. Split the automation.", len(def.Nodes), maxNodes)
	}
	if len(def.Edges) > maxEdges {
		found.document(CodeTooMuch, "edges", "There are %d edges, and at most %d are allowed. Split the automation.", len(def.Edges), maxEdges)
	}
}

// draw reads the nodes. One without a usable id or kind is reported and left out.
func draw(nodes []Node, found *findings) drawing {
	drawn := drawing{kinds: map[string]kindSpec{}, bodies: map[string]body{}, configs: map[string]fields{}}
	for i, node := range nodes {
		place := fmt.Sprintf("nodes[%d]", i)
		if !stepID.MatchString(node.ID) {
			found.document(CodeStepID, place+".id", "A step's id is a short lower-case word such as ask or team-lead, not %q.", shortened(node.ID))
			continue
		}
		if _, twice := drawn.bodies[node.ID]; twice {
			found.add(Problem{Code: CodeRepeatedID, Node: node.ID, Field: place + ".id", Message: fmt.Sprintf("Two steps have the id %q. Rename one, and the edges that mean it.", node.ID)})
			continue
		}
		spec, known := kindOf(node.Kind)
		if !known {
			found.add(Problem{Code: CodeUnknownKind, Node: node.ID, Field: "kind", Message: fmt.Sprintf("There is no kind of step %q. %s", shortened(string(node.Kind)), listed("Known are", kindNames()))})
			continue
		}
		if utf8.RuneCountInString(node.Title) > maxTitle {
			found.about(node.ID).fail(CodeTooMuch, "title", "The title is longer than %d characters. Shorten it.", maxTitle)
		}
		config := fields{values: node.Config}
		conform(config, spec.info.Fields, spec.info.OneOf, found.about(node.ID))
		drawn.order = append(drawn.order, node.ID)
		drawn.kinds[node.ID] = spec
		config = config.trimmed(spec.info.Fields)
		drawn.configs[node.ID] = config
		drawn.bodies[node.ID] = spec.read(config)
	}
	return drawn
}

func kindNames() []string {
	var names []string
	for _, kind := range Kinds() {
		names = append(names, string(kind))
	}
	return names
}

// checkSteps checks each step by itself, against the form of the request step and
// what is known where a run reaches it.
func (a *analysis) checkSteps(calendars map[string]windows.Calendar, world World) {
	all := askings(a.drawn.order, a.drawn.bodies)
	within := surroundings{
		world: world, calendars: calendars, approvals: a.graph.of(KindApproval),
		check: newExpressionChecker(a.questions(all)),
	}
	if request, ok := a.drawn.bodies[a.graph.entry].(*RequestStep); ok {
		within.offered = request.offered(world)
		within.request = request
	}
	answers := answersAt(a.graph, all)
	for _, id := range a.drawn.order {
		used := uses{}
		within.config, within.answers, within.used = a.drawn.configs[id], answers[id], &used
		a.drawn.bodies[id].check(within, a.found.about(id))
		a.uses[id] = used
	}
}

// questions are those of all forms. An id that two forms have is reported: answers
// are known by it in the whole document. Twice in one form is reported there.
func (a *analysis) questions(all []asking) []Question {
	var questions []Question
	by := map[string]string{}
	for _, each := range all {
		for i, question := range each.questions {
			earlier, asked := by[question.ID]
			if asked && earlier != each.step && question.ID != "" {
				a.found.about(each.step).fail(CodeRepeatedItem, fmt.Sprintf("questions[%d].id", i), "%q asks a question %q already. Rename one.", earlier, question.ID)
			}
			if !asked {
				by[question.ID] = each.step
				questions = append(questions, question)
			}
		}
	}
	return questions
}
