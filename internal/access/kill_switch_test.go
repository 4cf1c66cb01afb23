package access

import (
	"strings"
	"testing"
	"time"
)

func TestAKillSwitchIsAboutItsOwnScopeAlone(t *testing.T) {
	stake := Stake{PersonID: "ada", EntitlementID: "jira/user", Connector: "okta", Automation: "by-lead"}
	for scope, ref := range map[KillScope]string{
		KillPerson: "ada", KillEntitlement: "jira/user", KillConnector: "okta", KillAutomation: "by-lead",
	} {
		for _, about := range []string{"ada", "jira/user", "okta", "by-lead", "", "else"} {
			k := KillSwitch{Scope: scope, Ref: about}
			if k.Covers(stake) != (about == ref) {
				t.Errorf("%s %q: %t", scope, about, k.Covers(stake))
			}
		}
	}
	if (KillSwitch{Scope: "world", Ref: "ada"}).Covers(stake) {
		t.Error("a scope that there is not covers something")
	}
}

func TestWhatIsBlockedSaysByWhichSwitchUntilAllAreLifted(t *testing.T) {
	at := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	first := KillSwitch{Scope: KillPerson, Ref: "ada", Label: "Ada", Reason: "Stolen laptop.", At: at}
	second := KillSwitch{Scope: KillConnector, Ref: "okta", Label: "Okta", Reason: "Breach.", At: at}
	stake := Stake{PersonID: "ada", Connector: "okta"}
	want := "A kill switch ends everything that Ada holds since Mon 1 Mar 2027, 09:00 UTC, and nothing is given until it is lifted: Stolen laptop."
	if got := WhyBlocked([]KillSwitch{first, second}, stake); got != want {
		t.Errorf("it says %q", got)
	}
	first.LiftedAt = at
	if got := WhyBlocked([]KillSwitch{first, second}, stake); !strings.Contains(got, "every access in Okta") {
		t.Errorf("it says %q", got)
	}
	second.LiftedAt = at
	if got := WhyBlocked([]KillSwitch{first, second}, stake); got != "" {
		t.Errorf("it says %q", got)
	}
}

func TestAKillSwitchIsDoneWhenAllIsConfirmedAndEverybodyKnows(t *testing.T) {
	for _, c := range []struct {
		progress  KillProgress
		done      bool
		unreached int
	}{
		{KillProgress{}, true, 0},
		{KillProgress{Leases: 3, Ending: 1, Confirmed: 1}, false, 1},
		{KillProgress{Leases: 3, Ending: 1, Confirmed: 2}, false, 0},
		{KillProgress{Leases: 3, Confirmed: 3, Requests: 2, Told: 1}, false, 1},
		{KillProgress{Leases: 3, Confirmed: 3, Requests: 2, Told: 2}, true, 0},
	} {
		if c.progress.Done() != c.done || c.progress.Unreached() != c.unreached {
			t.Errorf("%+v: done %t, %d not reached", c.progress, c.progress.Done(), c.progress.Unreached())
		}
	}
}
