package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/cmd/curfew/internal/words"
)

// byHand is the kind of what people have to do themselves.
const byHand = "by_hand"

// saying is what somebody typed about their decision.
type saying struct {
	deny, done               bool
	comment, duration, start string
	answers                  []string

	length time.Duration
	begins *time.Time
}

func sayingFlags(command *cobra.Command) *saying {
	said := &saying{}
	flags := command.Flags()
	flags.BoolVar(&said.deny, "deny", false, "deny instead of approving; needs a --comment")
	flags.BoolVar(&said.done, "done", false, "say that what has to be done by hand is done")
	flags.StringVar(&said.comment, "comment", "", "a word to the requester")
	flags.StringVar(&said.duration, "duration", "", "give less than was asked for, as a `duration` such as 2h")
	flags.StringVar(&said.start, "start", "", "open it later than was asked for, at a `time` such as 2026-03-01T09:00:00+01:00")
	flags.StringArrayVar(&said.answers, "answer", nil, "answer to a question, as `id=answer`; may be repeated")
	return said
}

// check reads what can be read without a server.
func (s *saying) check(decides bool) error {
	if s.deny && strings.TrimSpace(s.comment) == "" {
		return usage{errors.New("a denial needs a reason: say it with --comment")}
	}
	if s.deny && s.done {
		return usage{errors.New("--deny and --done exclude each other")}
	}
	if !decides && (s.deny || s.done || s.comment != "" || s.duration != "" || s.start != "" || len(s.answers) > 0) {
		return usage{errors.New("it is not said what to decide: `curfew approve` lists the ids")}
	}
	if s.duration != "" {
		length, err := builder.ParseDuration(s.duration)
		if err != nil {
			return usage{fmt.Errorf("--duration: %w", err)}
		}
		s.length = time.Duration(length)
	}
	if s.start != "" {
		at, err := time.Parse(time.RFC3339, s.start)
		if err != nil {
			return usage{fmt.Errorf("--start is %q and has to be a time such as 2026-03-01T09:00:00+01:00", s.start)}
		}
		s.begins = &at
	}
	return checkAnswers(s.answers)
}

// decision is what that says of an approval, by what it asks for.
func (s *saying) decision(approval client.Approval) (client.NewDecision, error) {
	decision := client.NewDecision{
		ID: uuid.NewString(), Verdict: "approve", Comment: s.comment,
		DurationSeconds: int64(s.length / time.Second), Start: s.begins,
	}
	switch {
	case s.done:
		decision.Verdict = "done"
	case approval.Kind == byHand && !s.deny:
		return decision, usage{fmt.Errorf("this is done by hand, and --done says that it is done. %s", words.Plain(approval.Terms.Task))}
	case approval.Kind == "review" && s.deny:
		decision.Verdict = "unjustified"
	case approval.Kind == "review":
		decision.Verdict = "justified"
	case approval.Kind == "answers":
		decision.Verdict = "answer"
	case s.deny:
		decision.Verdict = "deny"
	}
	var err error
	decision.Answers, err = typedAnswers(s.answers, approval.Questions)
	return decision, err
}
