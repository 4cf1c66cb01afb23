package policy

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Case is one policy with its scenarios, as testdata/policies/README.md describes it.
type Case struct {
	ID        string            `json:"id"`
	Slug      string            `json:"slug"`
	Title     string            `json:"title"`
	People    map[string]Person `json:"people"`
	Request   Request           `json:"request"`
	Scenarios []Scenario        `json:"scenarios"`
	Number    string            `json:"-"` // "01"
}

// Person is somebody in the directory, by login.
type Person struct {
	Name         string    `json:"name"`
	Department   string    `json:"department"`
	Title        string    `json:"title"`
	Manager      string    `json:"manager"`
	Zone         string    `json:"zone"`
	Employment   string    `json:"employment"`
	Email        string    `json:"email"`
	ContractEnds time.Time `json:"contract_ends"`
}

// Request is what scenarios ask for unless an input says otherwise.
type Request struct {
	Requester struct {
		User string `json:"user"`
	} `json:"requester"`
	Answers   map[string]any `json:"answers"`
	Requested Requested      `json:"requested"`
}

// Requested is for how long: one of its fields.
type Requested struct {
	Duration   string      `json:"duration"`
	Recurrence *Recurrence `json:"recurrence"`
	Window     *struct {
		Start time.Time `json:"start"`
		End   time.Time `json:"end"`
	} `json:"window"`
}

// Recurrence is hours that come again every week.
type Recurrence struct {
	Days  []string `json:"days"`
	Start string   `json:"start"`
	End   string   `json:"end"`
	Zone  string   `json:"zone"`
	From  string   `json:"from"`
	Until string   `json:"until"`
}

// Scenario is what happens and what has to come of it.
type Scenario struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Inputs   []Input  `json:"inputs"`
	Expected Expected `json:"expected"`
}

// Input is something that somebody does or that happens outside.
type Input struct {
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Do     string    `json:"do"`
	Detail Detail    `json:"detail"`
}

// Detail is the particulars of an input, by name.
type Detail map[string]any

// UnmarshalJSON takes an empty text for nothing.
func (d *Detail) UnmarshalJSON(data []byte) error {
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err == nil {
		*d = fields
	}
	return nil
}

func (d Detail) text(name string) string {
	text, _ := d[name].(string)
	return text
}

func (d Detail) time(name string) time.Time {
	at, err := time.Parse(time.RFC3339, d.text(name))
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}

// Load reads all cases of a directory, in order. The people of all of them work in
// one company, so that managers are there who are in no scenario.
func Load(directory string) (cases []Case, company map[string]Person, err error) {
	names, err := filepath.Glob(filepath.Join(directory, "*.json"))
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(names)
	company = map[string]Person{}
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		read := Case{Number: filepath.Base(name)[:2]}
		if err := json.Unmarshal(source, &read); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		for login, person := range read.People {
			company[login] = person
		}
		cases = append(cases, read)
	}
	return cases, company, nil
}
