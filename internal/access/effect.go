package access

import "time"

// Effect is one attempt to change an outside system, with its answer. Attempts that
// follow each other and were all put off are one effect, from First to Last.
type Effect struct {
	ID  string `json:"id"`
	Key Key    `json:"key"`
	Do  string `json:"do"` // EffectGive or EffectTake
	// Want is what was to be held after it, and Leases are those that justify it; none
	// of a removal, which needs no reason.
	Want   Holding  `json:"want"`
	Leases []string `json:"leases,omitempty"`
	// Attempt counts from one within a piece of work, without those that were put off.
	Attempt int `json:"attempt"`
	// First and Last are its place among all attempts at the piece of work, those that
	// were put off included; they differ for several that were put off.
	First int `json:"first"`
	Last  int `json:"last"`

	At     time.Time     `json:"at"`      // when the first of them began
	LastAt time.Time     `json:"last_at"` // when the last of them began
	Took   time.Duration `json:"took"`    // until the answer to the last of them

	Reply   Reply  `json:"reply"`
	Outcome string `json:"outcome"` // "confirmed", or what the system answered
	// Found is what reading back showed after it; nil where nothing was read.
	Found *Holding `json:"found,omitempty"`
}

// What an effect does.
const (
	EffectGive = "provision"
	EffectTake = "deprovision"
)

// Times is how many attempts the effect stands for.
func (e Effect) Times() int { return max(e.Last-e.First+1, 1) }

// Reply is the class of what an outside system answered.
type Reply string

// The classes of replies.
const (
	ReplyConfirmed Reply = "confirmed" // done, and read back
	ReplyPutOff    Reply = "put_off"   // it asked for patience, and changed nothing
	ReplyRefused   Reply = "refused"   // it will not do it however often it is asked
	ReplyGone      Reply = "gone"      // whom or what it is about does not exist any more
	ReplyUnknown   Reply = "unknown"   // nobody knows whether it was done
)
