package main

import (
	"fmt"

	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// recordAwayHelp is what is left where the database does not answer either.
const recordAwayHelp = `Nobody can say from here what was given and what was held before, so nothing more was
taken away. While the database is away Curfew gives nothing either. By hand:
  1. In the outside system's own console suspend the account, or take it out of the
     groups and applications. A restored copy of the database tells which.
  2. Write down what you took from whom, and when.
  3. When the database answers, run this again: it finds what is gone, takes the rest,
     and writes all of it down. Do not release a suspended account before: it still
     has everything.
`

// recordAway is for a database that does not answer: it is said, with what can be done.
func (f *emergencyFlags) recordAway(err error) error {
	fmt.Fprintf(f.p.err, "curfew: the record cannot be used: %s.\n%s", words.Plain(err.Error()), recordAwayHelp)
	return ended{exitUnreachable}
}
