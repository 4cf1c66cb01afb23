package okta

import (
	"container/heap"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
)

// storm plays work against an Okta that counts in minutes, on a clock of its own:
// so many pieces at a time, each call some milliseconds long. Whatever is put off
// comes back a little after it was told to.
type storm struct {
	t       *testing.T
	now     time.Time
	budget  *budget
	limit   int
	minutes map[string]*counted
	due     moments
	serial  int
	ready   []*piece
	running int
	putOff  int           // attempts that were told to come back
	refused int           // calls that Okta itself refused
	seconds map[int64]int // attempts by second
}

type counted struct {
	used int
	ends time.Time
}

// piece is one removal, or whatever else makes calls.
type piece struct {
	urgency integrations.Urgency
	need    calls
	path    []string // the classes of its calls, in their order
	done    time.Time
}

const (
	storming = 20 // pieces at a time
	perCall  = 30 * time.Millisecond
	late     = 400 * time.Millisecond // how much after their moment they come back
)

func newStorm(t *testing.T, limit int) *storm {
	s := &storm{t: t, now: noon, limit: limit, minutes: map[string]*counted{}, seconds: map[int64]int{}}
	s.budget = newBudget(func() time.Time { return s.now })
	return s
}

func removal() *piece {
	return &piece{urgency: integrations.Ending, need: membershipNeeds.deprovision, path: []string{classUser, classGroup, classUser, classGroup}}
}

func giving(urgency integrations.Urgency) *piece {
	return &piece{urgency: urgency, need: membershipNeeds.provision, path: []string{classUser, classGroup, classUser, classGroup, classUser}}
}

// together lets so many of them arrive in the same moment.
func (s *storm) together(count int, when time.Time, made func() *piece) []*piece {
	all := make([]*piece, count)
	for i := range all {
		all[i] = made()
		s.arrive(when, all[i])
	}
	return all
}

// last is when the last of them was done.
func last(all []*piece) time.Time {
	last := all[0].done
	for _, p := range all {
		if p.done.After(last) {
			last = p.done
		}
	}
	return last
}

func (s *storm) at(when time.Time, do func()) {
	s.serial++
	heap.Push(&s.due, moment{when, s.serial, do})
}

func (s *storm) arrive(when time.Time, p *piece) {
	s.at(when, func() {
		s.ready = append(s.ready, p)
		s.next()
	})
}

// run plays until nothing is left to do.
func (s *storm) run() {
	for s.due.Len() > 0 {
		next := heap.Pop(&s.due).(moment)
		s.now = next.when
		next.do()
	}
}

func (s *storm) next() {
	for s.running < storming && len(s.ready) > 0 {
		p := s.ready[0]
		s.ready = s.ready[1:]
		s.running++
		s.seconds[s.now.Unix()]++
		allowed, err := s.budget.allow(p.need, p.urgency)
		if err != nil {
			s.leave(p, err)
			continue
		}
		s.step(p, allowed, p.path)
	}
}

func (s *storm) step(p *piece, allowed *allowance, rest []string) {
	if len(rest) == 0 {
		allowed.close()
		p.done = s.now
		s.running--
		s.next()
		return
	}
	if err := s.call(rest[0], p, allowed); err != nil {
		allowed.close()
		s.leave(p, err)
		return
	}
	s.at(s.now.Add(perCall), func() { s.step(p, allowed, rest[1:]) })
}

func (s *storm) call(class string, p *piece, allowed *allowance) error {
	if err := s.budget.use(class, p.urgency, allowed); err != nil {
		return err
	}
	minute := s.minutes[class]
	if minute == nil || !s.now.Before(minute.ends) {
		minute = &counted{ends: s.now.Truncate(time.Second).Add(time.Minute)}
		s.minutes[class] = minute
	}
	if minute.used == s.limit {
		s.refused++
		return &integrations.RetryLater{At: minute.ends}
	}
	minute.used++
	header := limits(s.limit, s.limit-minute.used, minute.ends)
	header.Set("Date", s.now.Format(http.TimeFormat))
	s.budget.learn(class, header, s.now)
	return nil
}

func (s *storm) leave(p *piece, err error) {
	var later *integrations.RetryLater
	if !errors.As(err, &later) {
		s.t.Fatal(err)
	}
	if ahead := later.At.Sub(s.now); ahead > furthest {
		s.t.Fatalf("told to come back in %s", ahead)
	}
	s.putOff++
	s.running--
	wait := max(later.At.Sub(s.now), time.Second) + time.Duration(s.serial%7)*late/7
	s.arrive(s.now.Add(wait), p)
}

type moment struct {
	when   time.Time
	serial int
	do     func()
}

type moments []moment

func (m moments) Len() int      { return len(m) }
func (m moments) Swap(i, j int) { m[i], m[j] = m[j], m[i] }
func (m *moments) Push(x any)   { *m = append(*m, x.(moment)) }
func (m moments) Less(i, j int) bool {
	if m[i].when.Equal(m[j].when) {
		return m[i].serial < m[j].serial
	}
	return m[i].when.Before(m[j].when)
}

func (m *moments) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}
