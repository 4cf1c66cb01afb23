package builder_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/builder"
)

// A plan that Compile never wrote could keep a run waiting, or busy, without end.
func TestAPlanThatCouldHurtARunIsRefused(t *testing.T) {
	for _, test := range []struct{ plan, name, old, new, says string }{
		{"production-on-call", "an approval for years", `"timeout":"8h","fallback"`, `"timeout":"365d","fallback"`, "at most 30d"},
		{"production-on-call", "an approval for no time", `"timeout":"8h","fallback"`, `"timeout":"0s","fallback"`, "at most 30d"},
		{"production-on-call", "an approval of nobody", `"approvers":[{"group":"Security"}],"quorum":1`, `"approvers":[],"quorum":1`, "without anybody"},
		{"production-on-call", "a quorum below nobody", `"approvers":[{"group":"Security"}],"quorum":1`, `"approvers":[{"group":"Security"}],"quorum":-1`, "without anybody"},
		{"production-on-call", "an escalation that never comes", `"after":"1h"`, `"after":"9h"`, "escalated"},
		{"production-on-call", "reminders every second", `"every":"15m","factor":2`, `"every":"1s"`, "more than 100"},
		{"production-on-call", "reminders that grow backwards", `"factor":2`, `"factor":-2`, "more than 100"},
		{"production-on-call", "questions for years", `"timeout":"1d","remind"`, `"timeout":"40d","remind"`, "at most 30d"},
		{"production-on-call", "a wait for years", `"for":"2h"`, `"for":"365d"`, "at most 90d"},
		{"production-on-call", "a wait for two things", `"for":"2h"`, `"for":"2h","opening":"office"`, "exactly one"},
		{"production-on-call", "a wait for nothing", `"wait":{"for":"2h"}`, `"wait":{}`, "exactly one"},
		{"production-on-call", "a wait that looks all the time", `"every":"10m"`, `"every":"1s"`, "every 1m"},
		{"production-on-call", "a wait that never ends", `"timeout":"12h"`, `"timeout":"0s"`, "at most 90d"},
		{"production-on-call", "a fact that is asked all the time", `"every":"15m","when"`, `"every":"1s","when"`, "every 1m"},
		{"production-on-call", "extensions without end", `"times":1`, `"times":1000000`, "without end"},
		{"production-on-call", "extensions of more than all", `"percent":50`, `"percent":5000`, "without end"},
		{"production-on-call", "a grant that is tried for ever", `"give_up":"1h"`, `"give_up":"900d"`, "at most 7d"},
		{"production-on-call", "a webhook that is tried for ever", `"give_up":"2h"`, `"give_up":"900d"`, "at most 7d"},
		{"production-on-call", "a calendar that is not there", `"opening":"office"`, `"opening":"bank"`, `needs the calendar "bank"`},
		{"production-on-call", "hours that are not there", `"hours":["office"]`, `"hours":["bank"]`, `needs the calendar "bank"`},
		{"production-on-call", "a calendar in no zone", `"zone":"Europe/Berlin"`, `"zone":"Nowhere"`, "cannot be used"},
		{"production-on-call", "a calendar that is no calendar", `"from":"08:00"`, `"from":"25:00"`, "cannot be read"},
		{"production-on-call", "kinds that do not belong together", `"auto_approve":{`, `"notify":{"to":{},"text":""},"auto_approve":{`, "not of its kind"},
		{"break-glass", "a review for ever", `"closes":"90d"`, `"closes":"3000d"`, "at most 365d"},
		{"break-glass", "a review that is due when it is closed", `"due":"1d"`, `"due":"90d"`, "is due after"},
		{"break-glass", "a review that tells all the time", `"every":"4h"`, `"every":"1m"`, "more than 1000"},
		{"month-end-close", "windows for ever", `"max_span":"90d"`, `"max_span":"3000d"`, "at most 732d"},
		{"month-end-close", "windows of weeks", `"max_window":"4h"`, `"max_window":"14d"`, "at most 1d"},
		{"month-end-close", "no longest duration", `"max":"4h"`, `"max":"0s"`, "no longest duration"},
	} {
		t.Run(test.name, func(t *testing.T) {
			valid, err := os.ReadFile("testdata/plans/" + test.plan + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(valid, []byte(test.old)) {
				t.Fatalf("the plan has no %s", test.old)
			}
			broken := strings.Replace(string(valid), test.old, test.new, 1)
			if _, err := builder.DecodePlan([]byte(broken)); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("error is %v, and should say %q", err, test.says)
			}
		})
	}
}

func TestAPlanOfFormat1IsReadStrictly(t *testing.T) {
	valid, err := os.ReadFile("testdata/format1/salesforce-enterprise.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"a field that came later":       {`"give_up":"30m"`, `"give_up":"30m","while":"false"`},
		"windows as they are now":       {`"windows":true`, `"windows":{"absolute":true}`},
		"a message as it is now":        {`"notify":{"to":[`, `"notify":{"to":{},"also":[`},
		"a rule that came later":        {`{"group":"Security"}`, `{"where":"true"}`},
		"a kind that came later":        {`"kind":"end"`, `"kind":"auto_approve"`},
		"a question's field from later": {`"type":"yes_no"`, `"type":"yes_no","confirm":true`},
	} {
		if !bytes.Contains(valid, []byte(change[0])) {
			t.Fatalf("there is no %s", change[0])
		}
		if _, err := builder.DecodePlan(bytes.Replace(valid, []byte(change[0]), []byte(change[1]), 1)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}
