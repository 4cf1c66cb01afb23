package workflows

import (
	"testing"
	"time"

	"github.com/stretchr/testify/mock"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/internal/windows"
)

// inTheMorning binds a plan to business hours, on Mondays until 11:30.
func inTheMorning(plan *builder.Plan) {
	plan.Calendars = map[string]windows.Calendar{"office": {Zone: "UTC", Open: []windows.Hours{{
		Days: []windows.Weekday{windows.Monday}, From: windows.NewClock(8, 0), To: windows.NewClock(11, 30),
	}}}}
	plan.Steps[0].Request.Hours = &builder.HoursRule{Calendar: "office"}
}

func TestAnExtensionDoesNotPassWhatWouldHaveCutALongerTime(t *testing.T) {
	longer := builder.GrantStep{Extend: &builder.ExtendRule{Times: 1, By: hours(2)}}
	for name, c := range map[string]struct {
		limit  func(o *office, plan *builder.Plan)
		reason access.EndReason
	}{
		"business hours": {func(_ *office, plan *builder.Plan) { inTheMorning(plan) }, access.HoursEnd},
		"business hours at fixed times": {func(o *office, plan *builder.Plan) {
			inTheMorning(plan)
			o.asking = access.Ask{From: monday, Until: monday.Add(time.Hour)}
		}, access.HoursEnd},
		"a shift": {func(o *office, plan *builder.Plan) {
			plan.Steps[3].Grant.Facts = []builder.FactEnd{{Fact: "on-call", Reason: access.ShiftEnd}}
			o.with(&outside{answer: func() (activities.FactAnswer, error) {
				return activities.FactAnswer{True: true, Until: monday.Add(150 * time.Minute)}, nil
			}})
		}, access.ShiftEnd},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.keepOwners()
			plan := granting(longer)
			c.limit(o, &plan)
			var refused error
			o.extends(10*time.Minute, 2*time.Hour, &refused)
			o.run(t, plan)
			if lease := o.handed[0]; lease.EndedAt.Sub(monday) != 150*time.Minute || lease.EndReason != c.reason || refused != nil {
				t.Errorf("ended after %s by %s, the extension: %v", lease.EndedAt.Sub(monday), lease.EndReason, refused)
			}
		})
	}
}

// The database that says who may agree is slow, and the access ends meanwhile.
func TestAccessEndsWhileItIsLookedUpWhoMayExtendIt(t *testing.T) {
	o := newOffice(t)
	o.keepOwners()
	var work *activities.RequestWork
	o.env.OnActivity(work.ResolveApprovers, mock.Anything, mock.Anything).After(20*time.Minute).
		Return([]access.Approver{{PersonID: "olaf", Name: "Olaf"}}, nil)
	var refused error
	o.extends(50*time.Minute, 10*time.Minute, &refused)
	state := o.run(t, granting(extendable()))
	if refusal, is := asRefusal(refused); !is || refusal.Code != access.CodeNotExtendable || state != access.RequestCompleted {
		t.Errorf("ended as %s, refused with %v", state, refused)
	}
}
