package buildertest

import (
	"pgregory.net/rapid"

	"github.com/curfewhq/curfew/builder"
)

// grant draws a grant and what follows it, or leads to the one that paths share, which
// reads no answers.
func (d *drawing) grant(at path) string {
	if d.chance("own", 3) {
		return d.ownGrant(at)
	}
	return d.common("grant", func() string { return d.ownGrant(path{consent: true}) })
}

func (d *drawing) ownGrant(at path) string {
	config := map[string]any{}
	d.maybe(config, "give_up", func() any { return d.text("give up", "5m", "7d") })
	d.maybe(config, "while", func() any { return d.expression(ofHolding, at) })
	d.maybe(config, "ends", func() any { return d.ends(at) })
	d.maybe(config, "outlives", func() any { return true })
	d.maybe(config, "urgent", func() any { return true })
	d.maybe(config, "by_hand", d.byHand)
	d.maybe(config, "extend", d.extend)
	d.maybe(config, "remind_before", func() any { return []any{"5m"} })
	d.maybe(config, "tell", func() any { return d.recipients("tell", "approvers") })
	d.maybe(config, "late", func() any {
		return map[string]any{"after": []any{"5m", "1h"}, "tell": d.recipients("late", "subject")}
	})
	id := d.add(builder.KindGrant, config)
	d.lead(id, "failed", d.end("done"))
	d.lead(id, "next", d.after(rapid.IntRange(0, 3).Draw(d.T, "after"), at))
	return id
}

func (d *drawing) ends(at path) any {
	fact := map[string]any{"fact": d.text("fact", facts...), "reason": d.text("reason", "shift_end", "condition_lost")}
	d.maybe(fact, "every", func() any { return "15m" })
	d.maybe(fact, "when", func() any { return d.expression(ofHolding, at) })
	ends := []any{fact}
	for _, answer := range at.answers {
		if answer.kind == builder.QuestionTicket {
			ends = append(ends, map[string]any{"event": "ticket.closed", "matter": answer.id, "reason": d.text("event", "ticket_closed", "incident_resolved")})
		}
	}
	return ends
}

func (d *drawing) byHand() any {
	config := map[string]any{"people": d.rules("by hand")}
	d.maybe(config, "within", func() any { return d.text("within", "4h", "7d") })
	return config
}

// extend stays within what every entitlement allows, as the request asks for at most
// a third of it.
func (d *drawing) extend() any {
	config := map[string]any{"times": rapid.Int64Range(1, 2).Draw(d.T, "times"), "by": d.text("by", "1%", "50%", "100%")}
	if d.chance("fixed", 3) {
		config["by"] = d.longest.String()
	}
	d.maybe(config, "approvers", func() any { return d.rules("extension") })
	d.maybe(config, "reason", func() any { return d.text("reason", "required", "optional") })
	return config
}

// after draws what follows when access has ended.
func (d *drawing) after(depth int, at path) string {
	if depth == 0 {
		return d.end("done")
	}
	var id string
	switch kind := rapid.SampledFrom([]builder.Kind{builder.KindNotify, builder.KindWebhook, builder.KindReview, builder.KindWait}).Draw(d.T, "after"); kind {
	case builder.KindReview:
		id = d.review()
	case builder.KindWait:
		id = d.add(kind, map[string]any{"for": "2h"})
	default:
		id = d.message(kind, at)
	}
	d.lead(id, "next", d.after(depth-1, at))
	return id
}

func (d *drawing) review() string {
	config := map[string]any{"reviewers": d.rules("reviewers"), "due": d.text("due", "1h", "30d")}
	d.maybe(config, "overdue", func() any {
		d.maybe(config, "every", func() any { return d.text("every", "4h", "2d") })
		return d.rules("overdue")
	})
	d.maybe(config, "closes", func() any { return d.text("closes", "60d", "150d") })
	d.maybe(config, "blocks", func() any { return true })
	d.maybe(config, "evidence", func() any { return d.text("evidence", "text", "link", "ticket") })
	id := d.add(builder.KindReview, config)
	if d.chance("timed out", 3) {
		d.lead(id, "timed_out", d.end("done"))
	}
	return id
}
