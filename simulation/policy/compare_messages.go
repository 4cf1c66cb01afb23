package policy

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// kind is what Curfew calls a message of the policies, and a word that its text has
// to have where the same kind of message is sent for other things as well.
type kind struct{ about, says string }

// kinds are the policies' words for messages where Curfew has another.
func kinds() map[string]kind {
	return map[string]kind{
		"retro_review_requested": {about: "approval_needed", says: "review"},
		"retro_review_overdue":   {about: "review_overdue"},
		"tier_changed":           {about: "access_changed"},
		"request_closed":         {about: "request_not_granted"},
		"provisioning_delayed":   {about: "access_delayed"},
		// No connector hands out credentials: what is ready is the access.
		"credentials_ready": {about: "access_started"},
	}
}

func kindOf(about string) kind {
	if known, has := kinds()[about]; has {
		return known
	}
	return kind{about: about}
}

// said is a message to somebody, or an event to a channel.
type said struct {
	at      time.Time
	to      string
	about   string
	text    string
	request string
}

// notified looks for every message that has to go out. Others are no difference.
func (d *difference) notified() {
	happened := d.said()
	for _, expected := range d.scenario.Expected.Notified {
		lacking := ""
		i := slices.IndexFunc(happened, func(s said) bool {
			if !d.isSaid(expected, s) {
				return false
			}
			wrong := d.lacks(expected, s)
			if wrong != "" && lacking == "" {
				lacking = ": " + wrong + " in " + strconv.Quote(s.text)
			}
			return wrong == ""
		})
		if i < 0 {
			d.say("not told at %s: %s to %s%s", clock(expected.At), expected.About, expected.To, lacking)
			continue
		}
		happened = slices.Delete(happened, i, i+1)
	}
}

// said is everything that anybody and any channel was told, in order of time.
func (d *difference) said() (happened []said) {
	for _, message := range d.report.Messages {
		happened = append(happened, said{message.At, message.To, message.About, message.Text, message.Request})
	}
	for _, posted := range d.report.Hooks {
		about, _, _ := strings.Cut(posted.Type, "/")
		request, _ := posted.Data["request"].(string)
		happened = append(happened, said{posted.At, channel + posted.Hook, about, posted.Text, request})
	}
	byTime(happened, func(s said) time.Time { return s.at })
	return happened
}

func (d *difference) isSaid(expected Notified, s said) bool {
	return s.to == expected.To && s.about == kindOf(expected.About).about && d.within(expected.At, s.at)
}

// channel begins the name of a place where many read along. The automation of the
// case has a hook of that name.
const channel = "#"

// reaches tells whether there is such a way to somebody. Whatever brings it to them,
// what a person is told is a line in their own list, from which mail, chat and pagers
// are fed; so by which of these it comes is not compared. A channel is a hook.
func reaches(to, via string) bool {
	if strings.HasPrefix(to, channel) {
		return via == "slack" || via == "email"
	}
	return slices.Contains([]string{"email", "portal", "slack", "pager"}, via)
}
