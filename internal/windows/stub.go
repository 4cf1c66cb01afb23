// Package windows is a stand-in with the types of the real one, until it is merged.
package windows

// Date is a calendar date.
type Date string

// Clock is a time of day.
type Clock string

// Weekday is a day of the week.
type Weekday string

// Hours are the hours of some days.
type Hours struct {
	Days []Weekday `json:"days"`
	From Clock     `json:"from"`
	To   Clock     `json:"to"`
}

// Calendar is business hours and holidays.
type Calendar struct {
	Zone     string  `json:"zone"`
	Open     []Hours `json:"open,omitempty"`
	Holidays []Date  `json:"holidays,omitempty"`
}
