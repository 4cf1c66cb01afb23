package policy

import (
	"fmt"
	"strings"

	"github.com/curfewhq/curfew/internal/access"
)

func messageSentences() map[sentence]checker {
	return map[sentence]checker{
		{"PC-27-A", "G4 is listed in the summary as excluded."}: tells("hana.sato", "offboarding_summary", "excluded by its automation; it stays until"),
		{"PC-38-C", "victor.hale sees 'already approved by maria.lopez'."}: allOf(
			refused("victor.hale", "2027-02-18T11:04:01-05:00", access.CodeAlreadyClosed),
			refusalSays(access.CodeAlreadyClosed, "", "approved by Maria Lopez"),
			tells("victor.hale", "task_closed", "approved by Maria Lopez")),
	}
}

// tells holds that somebody was told of something in these words.
func tells(person, about, words string) checker {
	return func(d *difference) string {
		for _, message := range d.report.Messages {
			if message.To == person && message.About == about && strings.Contains(message.Text, words) {
				return ""
			}
		}
		return fmt.Sprintf("%s was not told %q", person, words)
	}
}
