package activities

import (
	"context"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// KillSwitches is the part of the database that knows of kill switches.
type KillSwitches interface {
	KillSwitch(ctx context.Context, id string) (access.KillSwitch, error)
	// CoverKillSwitch adds what came up since the switch was thrown, while it stands.
	CoverKillSwitch(ctx context.Context, id string) error
	// KillProgress counts from the leases themselves, with at most so many stragglers.
	KillProgress(ctx context.Context, id string, stragglers int) (access.KillProgress, error)
	// KillLeases lists leases of a switch that are not over, by their ids, after one
	// of them; with those that are not confirmed where these are to be told again.
	KillLeases(ctx context.Context, id, after string, again bool, most int) ([]access.Lease, error)
	// KillDirect lists leases of a switch that were ended directly, past their owners,
	// likewise.
	KillDirect(ctx context.Context, id, after string, most int) ([]access.Lease, error)
	// KillRequests lists requests of a switch whose runs do not know, likewise, and
	// KillToldRequests says that they do.
	KillRequests(ctx context.Context, id, after string, most int) ([]string, error)
	KillToldRequests(ctx context.Context, id string, requestIDs []string) error
	// FinishKillSwitch says that everything it covers is gone, once.
	FinishKillSwitch(ctx context.Context, id string, at time.Time, messages []access.Message, line access.AuditLine) error
	// TellPeople adds messages and audit lines, each once by its id.
	TellPeople(ctx context.Context, messages []access.Message, lines []access.AuditLine) error
}

// KillEnd is how a kill switch ends what it covers.
type KillEnd struct {
	By   string // who threw it
	Note string
	At   time.Time
}

// Enders tell the runs of workflows to end something. They return when that cannot
// be lost any more.
type Enders interface {
	// EndSoon has the owner of the lease's key end it; one that is not running is
	// started and goes on from the ledger.
	EndSoon(ctx context.Context, lease access.Lease, end KillEnd) error
	// Look has the owner of a key hold itself against the ledger and the outside
	// system; one that is not running is started.
	Look(ctx context.Context, key access.Key, why string) error
	// StopSoon has a request end everything of itself. A run that is over has nothing
	// to stop, and is no error.
	StopSoon(ctx context.Context, requestID string, end KillEnd) error
}

// KillWork is what the run of a kill switch does.
type KillWork struct {
	Directory Directory
	Switches  KillSwitches
	Enders    Enders
	AtOnce    int // how many are told at once
	Clock     func() time.Time
}

// KillState is where a switch stands.
type KillState struct {
	Switch   access.KillSwitch   `json:"switch"`
	Progress access.KillProgress `json:"progress"`
}

// killStragglers is how many stragglers a history carries.
const killStragglers = 10

// ReadKillSwitch looks what the switch covers by now, and how far it has come.
func (w *KillWork) ReadKillSwitch(ctx context.Context, id string) (KillState, error) {
	state, err := w.read(ctx, id)
	return state, applicationError(err)
}

func (w *KillWork) read(ctx context.Context, id string) (state KillState, err error) {
	if err := w.Switches.CoverKillSwitch(ctx, id); err != nil {
		return KillState{}, err
	}
	if state.Switch, err = w.Switches.KillSwitch(ctx, id); err != nil {
		return KillState{}, err
	}
	state.Progress, err = w.Switches.KillProgress(ctx, id, killStragglers)
	return state, err
}

// KillNews is what people are told of a switch.
type KillNews struct {
	ID     string           `json:"id"`
	By     string           `json:"by"` // who threw it
	Admins bool             `json:"admins,omitempty"`
	About  string           `json:"about"`
	Text   string           `json:"text"`
	At     time.Time        `json:"at"`
	Line   access.AuditLine `json:"line"`
}

// EscalateKillSwitch tells whoever threw the switch, and all active admins, each once
// however often it is called with the same line.
func (w *KillWork) EscalateKillSwitch(ctx context.Context, news KillNews) error {
	messages, err := w.messages(ctx, news)
	if err == nil {
		err = w.Switches.TellPeople(ctx, messages, []access.AuditLine{news.Line})
	}
	return applicationError(err)
}

// FinishKillSwitch marks the switch as done and says so to whoever threw it.
func (w *KillWork) FinishKillSwitch(ctx context.Context, news KillNews) error {
	messages, err := w.messages(ctx, news)
	if err == nil {
		err = w.Switches.FinishKillSwitch(ctx, news.ID, news.At, messages, news.Line)
	}
	return applicationError(err)
}

func (w *KillWork) messages(ctx context.Context, news KillNews) ([]access.Message, error) {
	people := []string{news.By}
	if news.Admins {
		err := w.Directory.EachActivePerson(ctx, func(person access.Person) error {
			if person.Has(access.Admin) && person.ID != news.By {
				people = append(people, person.ID)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	messages := make([]access.Message, len(people))
	for i, person := range people {
		messages[i] = access.Message{ID: news.Line.ID + "/" + person, PersonID: person, About: news.About, Text: news.Text, At: news.At}
	}
	return messages, nil
}
