package main

import (
	"fmt"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// whoThrows is who throws kill switches and lifts them.
const whoThrows = "sam"

// throw throws the kill switch of a point, as the API does. Every other one's API dies
// after its commit, before it starts what carries the switch out: the worker does.
func (h *house) throw(mine *run, at point) (done meeting, err error) {
	if done, err = h.before(mine, at); err != nil {
		return done, err
	}
	thrown := access.KillSwitch{ID: mine.ID + "-" + string(at.Fault.scope()), Scope: at.Fault.scope(), Reason: "Something is wrong.", By: whoThrows, At: time.Now().UTC()}
	switch thrown.Scope {
	case access.KillPerson:
		thrown.Ref = mine.ID
	case access.KillEntitlement:
		thrown.Ref = mine.entitlement()
	case access.KillAutomation:
		thrown.Ref = mine.automation()
	default:
		thrown.Ref = connector
	}
	thrown.Label = thrown.Ref
	done.kill, err = h.throwOne(thrown, at.chance()%2 == 0)
	done.at = time.Now()
	return done, err
}

func (h *house) throwOne(thrown access.KillSwitch, starts bool) (access.KillSwitch, error) {
	recorded, _, err := h.record.ThrowKillSwitch(h.ctx, thrown, access.AuditLine{
		ID: "kill-switch/" + thrown.ID + "/thrown", At: thrown.At, Actor: thrown.By, Action: "kill_switch.thrown",
		Object: "kill-switch/" + thrown.ID, Detail: "It ends " + thrown.What() + ".",
	})
	if err == nil && starts {
		err = h.engine.StartKillSwitch(h.ctx, recorded)
	}
	return recorded, err
}

// afterwards lifts the switch that a run met when nothing of the run is left to be
// ended, or had to be long ago, and asks once more: that goes through.
func (h *house) afterwards(mine *run) {
	met, _ := mine.thrown()
	h.untilDone(mine, met)
	h.askAgain(mine, met)
}

// untilDone waits until everything that the switch covers is gone, or had to be.
func (h *house) untilDone(mine *run, met meeting) {
	deadline := met.at.Add(bound + liftMargin)
	for h.ctx.Err() == nil && time.Now().Before(deadline) && !h.isDone(mine, met) {
		time.Sleep(200 * time.Millisecond)
	}
}

// askAgain lifts the switch and has the run ask once more.
func (h *house) askAgain(mine *run, met meeting) {
	err := h.lift(mine, met)
	if err == nil {
		err = h.submit(mine, mine.ID+second)
	}
	if err != nil {
		h.complain(fmt.Errorf("%s asks again after the kill switch: %w", mine.ID, err))
	}
}

// liftMargin is how much longer than the bound a switch stands at most.
const liftMargin = 30 * time.Second

func (h *house) isDone(mine *run, met meeting) bool {
	now, err := h.record.KillSwitch(h.ctx, met.kill.ID)
	return err == nil && !now.DoneAt.IsZero() && mine.isOver(mine.ID)
}

// lift notes what is so and lifts the switch. It may be lifted already.
func (h *house) lift(mine *run, met meeting) (err error) {
	if met.atLift, err = h.leasesOf(mine); err != nil {
		return err
	}
	met.lifted = time.Now()
	met.kill, err = h.record.LiftKillSwitch(h.ctx, met.kill.ID, whoThrows, "It is all right again.", access.AuditLine{
		ID: "kill-switch/" + met.kill.ID + "/lifted", At: met.lifted.UTC(), Actor: whoThrows, Action: "kill_switch.lifted",
		Object: "kill-switch/" + met.kill.ID, Detail: "It may begin again.",
	})
	if err != nil {
		return err
	}
	if met.kill.DoneAt.IsZero() {
		progress, failed := h.record.KillProgress(h.ctx, met.kill.ID, 3)
		met.still, err = &progress, failed
	}
	mine.meet(met)
	return err
}
