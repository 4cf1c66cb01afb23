package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

// aboutLeaver is what messages and hooks call the summary.
const aboutLeaver = "offboarding_summary"

// tell puts the summary into the lists of those whom the house names, as they are at
// this moment. Messages and the audit line have the same ids in every run.
func (l *leaver) tell(ctx workflow.Context) error {
	var work *activities.LeaverWork
	var audience activities.Audience
	in := activities.AudienceInput{PersonID: l.input.PersonID, Words: l.input.Notice.To}
	if err := onDatabase(ctx, "who is told", 0, &audience, work.ChooseAudience, in); err != nil {
		return err
	}
	var messages []access.Message
	for _, person := range audience.People {
		messages = append(messages, access.Message{
			ID: l.about(person.PersonID), PersonID: person.PersonID, About: aboutLeaver, Text: l.text(), At: workflow.Now(ctx),
		})
	}
	return l.keep(ctx, messages, l.line(ctx, "told", "leaver.told", l.whoWasTold(audience)))
}

func (l *leaver) whoWasTold(audience activities.Audience) string {
	var names []string
	for _, person := range audience.People {
		names = append(names, person.Name)
	}
	says := l.headline()
	switch {
	case len(names) == 0:
		says += " There is nobody who could be told."
	case audience.Admins:
		says += " The admins were told, as nobody else is there: " + strings.Join(names, ", ") + "."
	default:
		says += " Told: " + strings.Join(names, ", ") + "."
	}
	if len(audience.Nobody) > 0 {
		says += " Nobody active is " + strings.Join(audience.Nobody, ", ") + "."
	}
	return says
}

// keep writes messages and an audit line.
func (l *leaver) keep(ctx workflow.Context, messages []access.Message, line access.AuditLine) error {
	var work *activities.LeaverWork
	in := activities.TellInput{Messages: messages, Audit: []access.AuditLine{line}}
	return onDatabase(ctx, "record: "+line.Action, 0, nil, work.TellPeople, in)
}

func (l *leaver) line(ctx workflow.Context, about, action, detail string) access.AuditLine {
	return access.AuditLine{
		ID: l.about(about), At: workflow.Now(ctx), Actor: access.System, Action: action,
		Object: "person/" + l.input.PersonID, Detail: detail,
	}
}

// about names one thing that is told of this leaving.
func (l *leaver) about(what string) string {
	return LeaverWorkflowID(l.input.PersonID, l.input.LeftAt) + "/" + what
}

// leaverHookPatience is how long a hook has to take the summary.
const leaverHookPatience = time.Hour

// postAll tells the hooks, all at once. One that does not take it is in the record.
func (l *leaver) postAll(ctx workflow.Context) error {
	var posts []workflow.Future
	for _, hook := range l.input.Notice.Hooks {
		posts = append(posts, l.post(ctx, hook))
	}
	for i, hook := range l.input.Notice.Hooks {
		failed := posts[i].Get(ctx, nil)
		switch {
		case failed == nil:
			continue
		case temporal.IsCanceledError(failed):
			return failed
		}
		line := l.line(ctx, "hook/"+hook, "hook.failed", fmt.Sprintf("%s was not told that %s left: %s.", hook, l.found.Name, sentence(failed)))
		if err := l.keep(ctx, nil, line); err != nil {
			return err
		}
	}
	return nil
}

func (l *leaver) post(ctx workflow.Context, hook string) workflow.Future {
	var work *activities.OutsideWork
	ctx = withHook(ctx, leaverHookPatience, hook)
	return workflow.ExecuteActivity(ctx, work.PostHook, activities.PostInput{
		Hook: hook, ID: l.about("hook/" + hook), Type: aboutLeaver, At: workflow.Now(ctx), Text: l.text(),
		Data: map[string]any{"person": l.found.Login, "left_at": l.input.LeftAt, "items": l.found.Items},
	})
}
