package builder_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/builder"
)

// writtenDamages are those that no other table has: what is told by several steps
// together, and what only a text can hold.
func writtenDamages(t *testing.T) []damage {
	t.Helper()
	var all []damage
	for _, d := range []struct {
		document, name, old, new string
		code                     builder.Code
	}{
		{"break-glass", "not YAML", "version: 2", "version: [2", builder.CodeUnreadable},
		{"break-glass", "an anchor", "version: 2", "version: &v 2", builder.CodeUnreadable},
		{"break-glass", "a tag", "title: Payments", "title: !!str Payments", builder.CodeUnreadable},
		{"break-glass", "a zero byte", "title: Payments", "title: \"\\0Payments\"", builder.CodeUnreadable},
		{"break-glass", "two documents", "version: 2", "version: 2\n---\nversion: 2", builder.CodeUnreadable},
		{"break-glass", "a title twice", "title: Payments", "title: Again\ntitle: Payments", builder.CodeRepeatedField},
		{"break-glass", "a field of a config twice", "due: 24h", "due: 24h\n      due: 2h", builder.CodeRepeatedField},
		{"break-glass", "a version that is a text", "version: 2", "version: two", builder.CodeWrongShape},
		{"break-glass", "nothing to review", "{from: now, to: alarm}", "{from: now, to: look}", builder.CodeNothingToReview},
		{"break-glass", "a review of what was not given", "{from: give.failed, to: done}", "{from: give.failed, to: look}", builder.CodeNothingToReview},
		{"break-glass", "due after it closes", "due: 24h", "due: 91d", builder.CodeBeyondTimeout},
		{"break-glass", "too many messages", "every: 4h", "every: 1m", builder.CodeOutOfBounds},
		{"break-glass", "a minimum above the maximum", "min: 30m", "min: 1h", builder.CodeBelowMinimum},
		{"break-glass", "nobody owns what its owner reviews", "reviewers: [{group: Security}]", "reviewers: [{owner: entitlement}, {person: sven@example.com}, {person: sven@example.com}]", builder.CodeRepeatedItem},
		{"break-glass", "the requester both told and left out", "[{group: Security}, {manager: requester}, {hook: incident-prod}]", "[requester]", builder.CodeRepeatedItem},
		{"production-on-call", "two kinds of wait", "config: {for: 2h}", "config: {for: 2h, opening: office}", builder.CodeExactlyOne},
		{"production-on-call", "no kind of wait", "config: {for: 2h}", "config: {timeout: 2h}", builder.CodeExactlyOne},
		{"production-on-call", "an end by nothing", "{event: ticket.closed, matter: ticket, ", "{", builder.CodeExactlyOne},
		{"production-on-call", "an end by two things", "{event: ticket.closed,", "{fact: sre-primary, event: ticket.closed,", builder.CodeExactlyOne},
		{"production-on-call", "questions to both", "to: [requester]\n      questions", "to: [requester, {group: Security}]\n      questions", builder.CodeExactlyOne},
		{"production-on-call", "a wait without a timeout", "      timeout: 12h\n", "", builder.CodeConfigMissing},
		{"production-on-call", "a wait that looks too late", "every: 10m\n", "every: 12h\n", builder.CodeBeyondTimeout},
		{"production-on-call", "no way out of a wait", "  - {from: cleared.timed_out, to: refused}\n", "", builder.CodeOpenPort},
		{"production-on-call", "a way out that a wait has only with a condition", "{from: cool, to: done}", "{from: cool, to: done}\n  - {from: cool.timed_out, to: done}", builder.CodeUnknownPort},
		{"production-on-call", "no way out of questions", "  - {from: more.timed_out, to: refused}\n", "", builder.CodeOpenPort},
		{"production-on-call", "an event about nothing", "matter: ticket, ", "", builder.CodeConfigMissing},
		{"production-on-call", "an event about what nobody asks", "matter: ticket", "matter: tickets", builder.CodeUnknownAnswer},
		{"production-on-call", "an event with a fact's reason", "reason: ticket_closed", "reason: shift_end", builder.CodeConfigShape},
		{"production-on-call", "a fact with an event's reason", "reason: shift_end", "reason: ticket_closed", builder.CodeConfigShape},
		{"production-on-call", "an escalation after the timeout", "{after: 1h,", "{after: 8h,", builder.CodeBeyondTimeout},
		{"production-on-call", "escalations out of order", "{after: 30m,", "{after: 2h,", builder.CodeBeyondTimeout},
		{"production-on-call", "a reminder before anybody is asked", "before: [1h]", "before: [8h]", builder.CodeBeyondTimeout},
		{"production-on-call", "a reminder after the timeout", "every: 15m, factor: 2", "every: 8h", builder.CodeBeyondTimeout},
		{"production-on-call", "reminders all day", "every: 15m, factor: 2", "every: 1m", builder.CodeOutOfBounds},
		{"production-on-call", "more denials than people", "approvers: [{manager: requester, level: 1, levels: 3}, {owner: entitlement}]\n      quorum: 1\n      denials: 2\n      timeout: 8h\n      fallback: [{group: Security}]\n      escalate:\n        - {after: 30m, approvers: [{person: sven@example.com}]}\n        - {after: 1h, approvers: [{group: Security}]}", "approvers: [{manager: requester}]\n      denials: 2\n      timeout: 8h", builder.CodeDenials},
		{"production-on-call", "only whoever is on call agrees", "approvers: [{group: Security}]\n      quorum: any", "approvers: [{on_call: sre-primary}]\n      quorum: any", builder.CodeOnCallAlone},
		{"production-on-call", "too few beside whoever is on call", "approvers: [{group: Security}]\n      quorum: any", "approvers: [{on_call: sre-primary}]\n      fallback: [{manager: requester}]\n      quorum: 2", builder.CodeOnCallAlone},
		{"production-on-call", "only whoever is on call extends", "approvers: [{owner: entitlement}, {manager: requester}, {on_call: sre-primary}], reason", "approvers: [{on_call: sre-primary}], reason", builder.CodeOnCallAlone},
		{"production-on-call", "only whoever is on call answers", "to: [requester]\n      questions", "to: [{on_call: sre-primary}]\n      questions", builder.CodeOnCallAlone},
		{"break-glass", "only whoever is on call reviews", "reviewers: [{group: Security}]", "reviewers: [{on_call: sre-primary}]", builder.CodeOnCallAlone},
		{"production-on-call", "a share of more than all", "by: 50%", "by: 101%", builder.CodeOutOfBounds},
		{"production-on-call", "a share of nothing", "by: 50%", "by: 0%", builder.CodeOutOfBounds},
		{"production-on-call", "an answer that is asked later", "when: 'fact(\"sre-primary\")'", "when: 'answers.rollback == \"x\"'", builder.CodeAnswerElsewhere},
		{"production-on-call", "an answer that is asked on another path", "when: 'answers.environment == \"production\"'}\n        - {event", "when: 'answers.rollback == \"x\"'}\n        - {event", builder.CodeOptionalAnswer},
		{"production-on-call", "an answer that only some are asked for", "while: in_group(subject, \"SRE\")", "while: answers.customers", builder.CodeOptionalAnswer},
		{"production-on-call", "the same question in two forms", "{id: rollback,", "{id: ticket,", builder.CodeRepeatedItem},
		{"production-on-call", "an approval behind the grant", "{from: cool, to: done}", "{from: cool, to: again}\n  - {from: again.approved, to: done}\n  - {from: again.denied, to: done}", builder.CodeAfterGrant},
		{"production-on-call", "waiting for hours behind the grant", "config: {for: 2h}", "config: {opening: office}", builder.CodeAfterGrant},
		{"production-on-call", "a name that is computed", `'!is_business_hours("office") || request.for_other'`, `'is_business_hours(requester.zone)'`, builder.CodeLiteral},
		{"starter-bundle", "only whoever is on call does it by hand", "by_hand: {people: [{owner: entitlement}]", "by_hand: {people: [{on_call: sre-primary}]", builder.CodeOnCallAlone},
		{"starter-bundle", "a bundle of one", "[github/member, aws/staging, datadog/reader]", "[github/member]", builder.CodeOutOfBounds},
		{"starter-bundle", "extensions beyond the entitlement", "by: 7d", "by: 16d", builder.CodeAboveEntitlement},
		{"starter-bundle", "extensions by a share beyond the entitlement", "{times: 2, by: 7d,", "{times: 3, by: 100%,", builder.CodeAboveEntitlement},
		{"month-end-close", "a rule that is none", "FREQ=MONTHLY", "FREQ=SECONDLY", builder.CodeRecurring},
		{"month-end-close", "a zone that is none", "zone: requester", "zone: Europe/Nowhere", builder.CodeRecurring},
		{"month-end-close", "a rule without a start", "          start: \"10:00\"\n", "", builder.CodeRecurring},
		{"month-end-close", "a rule without an end", "          end: \"14:00\"\n", "", builder.CodeRecurring},
		{"month-end-close", "a clock that is none", "start: \"10:00\"", "start: \"10\"", builder.CodeRecurring},
		{"month-end-close", "a window longer than allowed", "end: \"14:00\"", "end: \"14:01\"", builder.CodeRecurring},
		{"month-end-close", "a window over midnight longer than allowed", "start: \"10:00\"", "start: \"22:00\"", builder.CodeRecurring},
		{"month-end-close", "windows for ever", "max_span: 90d", "max_span: 733d", builder.CodeOutOfBounds},
		{"month-end-close", "a calendar with a name that cannot be used", "  banks:", "  Bank days:", builder.CodeCalendar},
	} {
		source, err := os.ReadFile("testdata/" + d.document + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		text := string(source)
		if !strings.Contains(text, d.old) {
			t.Fatalf("%s has no %q", d.document, d.old)
		}
		text = strings.Replace(text, d.old, d.new, 1)
		if strings.Contains(d.new, "to: again}") {
			text = strings.Replace(text, "\nedges:", "\n  - {id: again, kind: approval, config: {approvers: [{group: Security}], timeout: 1h}}\nedges:", 1)
		}
		all = append(all, damage{d.document + ": " + d.name, []byte(text), company(), []builder.Code{d.code}})
	}
	return append(all, worldlyDamages(t)...)
}

// worldlyDamages are good documents in a world in which they are not.
func worldlyDamages(t *testing.T) []damage {
	t.Helper()
	unowned := company()
	entitlement := unowned.Entitlements["aws/staging"]
	entitlement.OwnerID, entitlement.MaxDuration = "", 3*day
	unowned.Entitlements["aws/staging"] = entitlement
	source, err := os.ReadFile("testdata/starter-bundle.yaml")
	if err != nil {
		t.Fatal(err)
	}
	asked := []byte(strings.Replace(string(source), "      fallback: [{manager: subject}]\n", "", 1))
	short := company()
	entitlement = short.Entitlements["ledger/close"]
	entitlement.MaxDuration = 3 * time.Hour
	short.Entitlements["ledger/close"] = entitlement
	retired := company()
	entitlement = retired.Entitlements["aws/staging"]
	entitlement.Withdrawn.At = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	retired.Entitlements["aws/staging"] = entitlement
	closing, err := os.ReadFile("testdata/month-end-close.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return []damage{
		{"windows longer than the entitlement", []byte(strings.Replace(string(closing), "max: 4h", "max: 2h", 1)), short, []builder.Code{builder.CodeAboveEntitlement}},
		{"nobody owns what its owner decides", asked, unowned, []builder.Code{builder.CodeNoOwner}},
		{"one of its entitlements is retired", source, retired, []builder.Code{builder.CodeRetired}},
		{"an entitlement of a shorter time", source, unowned, []builder.Code{builder.CodeAboveEntitlement}},
	}
}
