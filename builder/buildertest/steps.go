package buildertest

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

func (d *drawing) approval(depth int, at path) string {
	people := d.rules("approvers")
	config := map[string]any{"approvers": people, "timeout": d.text("timeout", "2h", "24h", "3d", "30d")}
	if most := counted(people); most > 0 {
		config["quorum"] = rapid.OneOf(rapid.Just(any("any")), rapid.Just(any("all")), rapid.Map(rapid.IntRange(1, most), func(n int) any { return int64(n) })).Draw(d.T, "quorum")
		d.maybe(config, "denials", func() any { return rapid.Int64Range(1, int64(most)).Draw(d.T, "denials") })
	}
	d.maybe(config, "fallback", func() any { return d.rules("fallback") })
	d.maybe(config, "escalate", func() any {
		return []any{
			map[string]any{"after": "30m", "approvers": d.rules("escalation")},
			map[string]any{"after": "90m", "approvers": d.rules("escalation")},
		}
	})
	d.maybe(config, "remind", d.reminders)
	d.maybe(config, "comment", func() any { return d.text("comment", "optional", "on_denial", "required") })
	for _, name := range []string{"shorten", "separate", "personal", "each"} {
		d.maybe(config, name, func() any { return rapid.Bool().Draw(d.T, name) })
	}
	d.maybe(config, "postpone", func() any { return "24h" })
	d.maybe(config, "step_up", func() any { return "15m" })
	d.maybe(config, "skip", func() any {
		return map[string]any{"when": d.expression(ofPeople, path{}), "because": "Read-only roles need nobody."}
	})
	id := d.add(builder.KindApproval, config)
	d.approvals = append(d.approvals, id)
	approved, refused := at, at
	approved.consent, refused.consent = true, false
	d.lead(id, "approved", d.before(depth-1, approved))
	d.lead(id, "denied", d.end("denied"))
	if d.chance("timed out", 3) {
		d.lead(id, "timed_out", d.before(depth-1, refused))
	}
	return id
}

func (d *drawing) condition(depth int, at path) string {
	var branches []any
	count := rapid.IntRange(1, 3).Draw(d.T, "branches")
	for i := range count {
		branch := map[string]any{"port": fmt.Sprintf("way-%d", i), "when": d.expression(ofEverything, at)}
		d.maybe(branch, "title", func() any { return "A rule" })
		branches = append(branches, branch)
	}
	id := d.add(builder.KindCondition, map[string]any{"branches": branches})
	for i := range count {
		d.lead(id, fmt.Sprintf("way-%d", i), d.before(depth-1, at))
	}
	if d.chance("refuses", 2) {
		d.lead(id, "otherwise", d.end("denied"))
	} else {
		d.lead(id, "otherwise", d.before(depth-1, at))
	}
	return id
}

func (d *drawing) ask(depth int, at path) string {
	to := []any{"requester"}
	if d.chance("somebody else", 2) {
		to = d.rules("to")
	}
	asked, answers := d.form(rapid.IntRange(1, 3).Draw(d.T, "questions"), at.answers)
	config := map[string]any{"to": to, "questions": asked, "timeout": d.text("timeout", "2h", "24h", "30d")}
	d.maybe(config, "remind", d.reminders)
	id := d.add(builder.KindQuestions, config)
	answered := at
	answered.answers = append(at.answers[:len(at.answers):len(at.answers)], answers...)
	d.lead(id, "answered", d.before(depth-1, answered))
	if d.chance("goes on", 2) {
		d.lead(id, "timed_out", d.before(depth-1, at))
	} else {
		d.lead(id, "timed_out", d.end("denied"))
	}
	return id
}

func (d *drawing) wait(depth int, at path) string {
	kinds := []string{"for", "when"}
	if len(d.calendars) > 0 {
		kinds = append(kinds, "opening")
	}
	switch rapid.SampledFrom(kinds).Draw(d.T, "wait") {
	case "for":
		id := d.add(builder.KindWait, map[string]any{"for": d.text("for", "1m", "2h", "90d")})
		d.lead(id, "next", d.before(depth-1, at))
		return id
	case "opening":
		id := d.add(builder.KindWait, map[string]any{"opening": d.calendar("opening")})
		d.lead(id, "next", d.before(depth-1, at))
		return id
	default:
		config := map[string]any{"when": d.expression(ofEverything, at), "timeout": d.text("timeout", "1h", "90d")}
		d.maybe(config, "every", func() any { return d.text("every", "1m", "30m") })
		id := d.add(builder.KindWait, config)
		d.lead(id, "next", d.before(depth-1, at))
		d.lead(id, "timed_out", d.end("denied"))
		return id
	}
}

// message draws a notify or a webhook, without what follows.
func (d *drawing) message(kind builder.Kind, at path) string {
	text := d.text("text", "Hello.", "{requester} gets {entitlement} for {subject}: {reason}")
	for _, answer := range at.answers {
		if d.chance("placeholder", 3) {
			text += " {answers." + answer.id + "}"
		}
	}
	if kind == builder.KindNotify {
		config := map[string]any{"text": text}
		d.maybe(config, "about", func() any { return d.text("about", "reminder", "break_glass_used") })
		if d.chance("except", 3) {
			config["to"], config["except"] = d.recipients("to", "subject"), "requester"
		} else {
			config["to"] = d.recipients("to", "requester")
		}
		return d.add(kind, config)
	}
	config := map[string]any{"hook": d.text("hook", hooks...)}
	d.maybe(config, "text", func() any { return text })
	d.maybe(config, "give_up", func() any { return d.text("give up", "5m", "7d") })
	id := d.add(kind, config)
	if d.chance("failed", 3) {
		d.lead(id, "failed", d.end("done"))
	}
	return id
}

// maybe puts a field into a config half of the time.
func (d *drawing) maybe(config map[string]any, name string, value func() any) {
	if rapid.Bool().Draw(d.T, name+"?") {
		config[name] = value()
	}
}

func (d *drawing) text(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(d.T, label)
}

func (d *drawing) reminders() any {
	config := map[string]any{}
	d.maybe(config, "before", func() any { return []any{"1h", "10m"} })
	d.maybe(config, "every", func() any {
		config["factor"] = int64(3)
		return d.text("every", "15m", "1h")
	})
	return config
}
