package oktasim

import "time"

const longestLog = 1000

// event is a line of the System Log.
type event struct {
	Serial    int64     `json:"serial"`
	ID        string    `json:"id"`
	Published time.Time `json:"published"`
	Type      string    `json:"type"`
	Message   string    `json:"message"`
	URI       string    `json:"uri"`
	Address   string    `json:"address"`
	Targets   []target  `json:"targets"`
}

type target struct{ ID, Kind, Alternate, Name string }

func (u *user) target() target  { return target{u.ID, "User", u.text("login"), u.name()} }
func (g *group) target() target { return target{g.ID, "UserGroup", "unknown", g.Name} }
func (r *rule) target() target  { return target{r.ID, "GroupRule", "unknown", r.Name} }
func (a *app) target() target   { return target{a.ID, "AppInstance", a.Label, a.Label} }

// log writes an event of a change that the call has just made.
func (c *call) log(kind, message string, targets ...target) {
	s := c.state
	s.Logged++
	if len(s.Log) == longestLog {
		s.Log = append([]event{}, s.Log[longestLog/10:]...)
	}
	s.Log = append(s.Log, event{
		Serial: s.next(), ID: random(36), Published: c.now(), Type: kind, Message: message,
		URI: c.http.URL.EscapedPath(), Address: c.http.RemoteAddr, Targets: targets,
	})
}
