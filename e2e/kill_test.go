package e2e

import (
	"testing"
	"time"
)

func TestAccessThatExpiredWhileEverythingWasDeadEndsOnceItIsBack(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p, where := dev(t, data)
	h := devHouse(t, where)
	ada, mara := signIn(t, h.console, employee), signIn(t, h.console, h.managerOf(employee))
	asked := ada.opens(mara, 10*time.Second)

	p.kill()
	time.Sleep(time.Until(asked.Access.EndsAt.Add(2 * time.Second)))

	_, where = dev(t, data)
	back := time.Now()
	h = devHouse(t, where)
	ada = signIn(t, h.console, employee)
	ended := ada.until(asked.ID, "completed", 30*time.Second)
	if h.okta.member(lounge, employee) {
		t.Fatal("shown as ended, but still a member")
	}
	h.okta.wentInAndOutOnce(employee)
	if ended.Access.Late < 1 {
		t.Errorf("recorded as %d s late, although everything was dead", ended.Access.Late)
	}
	t.Logf("ended %s after everything was back", time.Since(back).Round(100*time.Millisecond))
}

func TestARequestThatWaitsSurvivesAKill(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p, where := dev(t, data)
	h := devHouse(t, where)
	asked := signIn(t, h.console, employee).asks(automation, pass, 6*time.Second)

	p.kill()
	p, where = dev(t, data)
	h = devHouse(t, where)
	signIn(t, h.console, h.managerOf(employee)).approves(asked.ID)
	signIn(t, h.console, employee).until(asked.ID, "completed", time.Minute)

	if took := p.interrupt(); took > 20*time.Second {
		t.Errorf("Ctrl-C took %s", took)
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("Ctrl-C ended it with %d:\n%s", code, p.out.String())
	}
}
