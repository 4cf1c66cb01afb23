package workflows

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func TestWhoHeldNothingIsToldToNobody(t *testing.T) {
	f := newFarewell(t)
	f.leaves(t, LeaverNotice{To: []string{"manager"}, Hooks: []string{"security"}})
	if len(f.messages) > 0 || f.postsTried > 0 {
		t.Errorf("told %v, posted %d times", f.told(), f.postsTried)
	}
	if line := f.audited(t, "leaver.held_nothing"); line.Object != "person/ada" || !strings.Contains(line.Detail, "held nothing") {
		t.Errorf("%+v", line)
	}
}

func TestALeaverIsToldOfWhenAllIsConfirmed(t *testing.T) {
	f := newFarewell(t)
	f.holds("jira")
	f.holds("vpn").Outlives = true
	f.leases[0] = gone(f.leases[0], 40*time.Second)
	f.leaves(t, LeaverNotice{To: []string{"manager", "olaf", "mara"}, Hooks: []string{"security", "hr"}})
	if want := []time.Duration{0, 1, 3, 7, 15, 31, 61}; len(f.reads) != len(want) || f.reads[6] != 61*time.Second || f.reads[3] != 7*time.Second {
		t.Errorf("looked after %v, want %v s", f.reads, want)
	}
	if !slices.Equal(f.told(), []string{"mara", "olaf"}) || f.toldAt != 61*time.Second {
		t.Errorf("told %v after %s", f.told(), f.toldAt)
	}
	for _, says := range []string{
		"Of 2 things that they held or had asked for, 1 is excluded; all else is over and confirmed.\n- ",
		"Jira / User: ended at Mon 1 Mar 2027, 09:00:00 UTC; confirmed at Mon 1 Mar 2027, 09:00:40 UTC.\n- ",
		": excluded by its automation; it stays until Mon 1 Mar 2027, 10:00:00 UTC.",
	} {
		if !strings.Contains(f.messages[0].Text, says) {
			t.Errorf("%q does not say %q", f.messages[0].Text, says)
		}
	}
	if len(f.posted) != 2 || f.posted[0].Type != "offboarding_summary" || f.posted[0].Text != f.messages[0].Text || f.posted[0].ID == f.posted[1].ID {
		t.Errorf("posted %+v", f.posted)
	}
	if line := f.audited(t, "leaver.told"); !strings.Contains(line.Detail, "Told: Mara, Olaf.") {
		t.Errorf("%+v", line)
	}
}

func TestWhatIsNeverConfirmedIsToldAfterFiveMinutes(t *testing.T) {
	f := newFarewell(t)
	f.holds("jira")
	f.leases[0] = f.leases[0].Finished(monday, access.Offboarding, access.System, "")
	f.holds("vpn")
	f.requests = []access.Request{{ID: "r9", EntitlementID: "git/user", State: access.RequestWaiting}}
	f.leaves(t, LeaverNotice{To: []string{"manager"}})
	if f.toldAt != 5*time.Minute || len(f.messages) != 1 {
		t.Fatalf("told %v after %s", f.told(), f.toldAt)
	}
	text := f.messages[0].Text
	for _, says := range []string{
		"Of 3 things that they held or had asked for, 3 are not confirmed yet.",
		"over at Mon 1 Mar 2027, 09:00:00 UTC; that it is gone is not confirmed yet, and is still being tried.",
		"not ended yet, and so not confirmed yet; it ends by itself at Mon 1 Mar 2027, 10:00:00 UTC.",
		"what was asked for is not cancelled yet.",
	} {
		if !strings.Contains(text, says) {
			t.Errorf("%q does not say %q", text, says)
		}
	}
}

func TestWhoCannotBeToldIsLeftOutAndTheAdminsAreTheLastResort(t *testing.T) {
	for name, c := range map[string]struct {
		words, gone []string
		want        []string
		says        string
	}{
		"the next one up for a manager who left":     {[]string{"manager"}, []string{"mara"}, []string{"rhea"}, "Told: Rhea."},
		"nobody for who is gone or not there":        {[]string{"olaf", "who", "group:hr", "manager"}, []string{"olaf"}, []string{"mara"}, "Nobody active is olaf, who, group:hr."},
		"not the one who left":                       {[]string{"ada", "mara"}, nil, []string{"mara"}, "Nobody active is ada."},
		"the admins where nobody is left":            {[]string{"olaf"}, []string{"olaf"}, []string{"rhea"}, "The admins were told, as nobody else is there: Rhea."},
		"nobody, where there is not even one admin":  {[]string{"olaf"}, []string{"olaf", "rhea"}, nil, "There is nobody who could be told."},
		"everybody once, however often they are one": {[]string{"mara", "manager", "mara"}, nil, []string{"mara"}, "Told: Mara."},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFarewell(t)
			rhea := f.people["rhea"]
			rhea.Roles = []access.Role{access.Admin}
			f.people["rhea"] = rhea
			for _, id := range c.gone {
				person := f.people[id]
				person.Status = access.Inactive
				f.people[id] = person
			}
			f.holds("jira")
			f.leases[0] = gone(f.leases[0], 0)
			f.leaves(t, LeaverNotice{To: c.words})
			if !slices.Equal(f.told(), c.want) {
				t.Errorf("told %v, want %v", f.told(), c.want)
			}
			if line := f.audited(t, "leaver.told"); !strings.Contains(line.Detail, c.says) {
				t.Errorf("%q does not say %q", line.Detail, c.says)
			}
		})
	}
}

func TestAHookThatDoesNotTakeASummaryHoldsNobodyUpAndIsOnRecord(t *testing.T) {
	for name, c := range map[string]struct {
		fails       error
		least, most time.Duration
	}{
		"one that is not there": {&integrations.Refused{Message: "there is no hook security"}, 0, 0},
		// The environment gives up after ten attempts; simulation sees the hour.
		"one that does not answer": {errors.New("it does not answer"), 5 * time.Minute, time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFarewell(t)
			f.holds("jira")
			f.leases[0] = gone(f.leases[0], 0)
			f.hookFails = c.fails
			f.leaves(t, LeaverNotice{To: []string{"manager"}, Hooks: []string{"security"}})
			if len(f.messages) != 1 || !f.messages[0].At.Equal(monday) {
				t.Errorf("told %+v", f.messages)
			}
			line := f.audited(t, "hook.failed")
			if !strings.Contains(line.Detail, c.fails.Error()) || line.At.Before(monday.Add(c.least)) || line.At.After(monday.Add(c.most)) {
				t.Errorf("after %d attempts: %+v", f.postsTried, line)
			}
		})
	}
}

func TestARunThatIsStartedAgainTellsNobodyASecondTime(t *testing.T) {
	f := newFarewell(t)
	f.holds("jira")
	f.leases[0] = gone(f.leases[0], 0)
	notice := LeaverNotice{To: []string{"manager", "olaf"}, Hooks: []string{"security"}}
	f.leaves(t, notice)
	f.again(t)
	f.leaves(t, notice)
	if !f.toldTwice || !slices.Equal(f.told(), []string{"mara", "olaf"}) {
		t.Errorf("told %v, the second time with the same ids: %t", f.told(), f.toldTwice)
	}
	if len(f.posted) != 2 || f.posted[0].ID != f.posted[1].ID {
		t.Errorf("posted %+v", f.posted)
	}
	f.audited(t, "leaver.told")
}

func TestWhoIsActiveAgainKeepsWhatHadNotEnded(t *testing.T) {
	f := newFarewell(t)
	f.holds("jira")
	ada := f.people["ada"]
	ada.Status = access.Active
	f.people["ada"] = ada
	f.leaves(t, LeaverNotice{To: []string{"manager"}})
	if f.toldAt != 0 || !strings.Contains(f.messages[0].Text, "and is again. This became of 1 thing that they held or had asked for:") ||
		!strings.Contains(f.messages[0].Text, "goes on until Mon 1 Mar 2027, 10:00:00 UTC, as they are active again.") {
		t.Errorf("after %s: %+v", f.toldAt, f.messages)
	}
}
