package policy

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// kinds are the policies' words for messages and what Curfew calls them. A message
// of any of them will do.
func kinds() map[string][]string {
	return map[string][]string{
		"access_started":            {"access_started", "notify"},
		"access_ended":              {"access_ended", "notify"},
		"auto_approved":             {"auto_approved", "notify"},
		"auto_approval_unavailable": {"auto_approval_unavailable"},
		"break_glass_used":          {"break_glass_used", "notify", "access_started"},
		"retro_review_requested":    {"approval_needed"},
		"retro_review_overdue":      {"review_overdue"},
		"tier_changed":              {"access_changed"},
		"request_closed":            {"request_not_granted"},
		"offboarding_summary":       {"offboarding_summary"},
		"credentials_ready":         {"credentials_ready", "access_started"},
		"provisioning_delayed":      {"access_delayed"},
		"manual_task":               {"manual_task"},
		"message_updated":           {"message_updated", "notify", "request_approved", "request_denied", "request_timed_out", "access_started", "access_ended", "webhook"},
	}
}

// said is a message to somebody, or an event to a channel.
type said struct {
	at    time.Time
	to    string
	about string
}

// notified looks for every message that has to go out. Others are no difference.
func (d *difference) notified() {
	var happened []said
	for _, message := range d.report.Messages {
		happened = append(happened, said{message.At, message.To, message.About})
	}
	for _, posted := range d.report.Hooks {
		about, _, _ := strings.Cut(posted.Type, "/")
		happened = append(happened, said{posted.At, "#", about})
	}
	byTime(happened, func(s said) time.Time { return s.at })
	for _, expected := range d.scenario.Expected.Notified {
		to := expected.To
		if strings.HasPrefix(to, "#") {
			to = "#" // channels are hooks, by whatever name
		}
		about := kinds()[expected.About]
		if about == nil {
			about = []string{expected.About}
		}
		i := slices.IndexFunc(happened, func(s said) bool {
			return s.to == to && slices.Contains(about, s.about) && d.within(expected.At, s.at)
		})
		if i < 0 {
			d.say("not told at %s: %s to %s", clock(expected.At), expected.About, expected.To)
			continue
		}
		happened = slices.Delete(happened, i, i+1)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
