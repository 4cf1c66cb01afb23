package worker

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/curfewhq/curfew/activities"
	"github.com/curfewhq/curfew/internal/access"
)

const (
	// postPatience is how long a hook may take to hear of an end that is late.
	postPatience = 15 * time.Minute
	// postTime is how long one attempt may last.
	postTime = 10 * time.Second
)

// post tells hooks what they have not heard. One that does not take it is asked again in
// the next round, and keeps no other from being told.
func (l *late) post(ctx context.Context) error {
	posts, err := l.ends.LatePosts(ctx, lateBatch)
	if err != nil {
		return err
	}
	var failed []error
	deaf := map[string]bool{}
	for _, post := range posts {
		if !deaf[post.Hook] {
			err := l.postOne(ctx, post)
			deaf[post.Hook] = err != nil
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func (l *late) postOne(ctx context.Context, post access.LatePost) error {
	attempt, cancel := context.WithTimeout(ctx, postTime)
	defer cancel()
	err := l.outside.Post(attempt, activities.PostInput{
		Hook: post.Hook, ID: post.ID, Type: access.AboutLate, At: post.At, Text: post.Text, Data: post.Data,
	})
	if err == nil {
		return l.ends.ForgetLatePost(ctx, post.ID)
	}
	if l.clock().Sub(post.At) < postPatience {
		return fmt.Errorf("%s was not told of ends that are late: %w", post.Hook, err)
	}
	return l.ends.ForgetLatePost(ctx, post.ID, access.AuditLine{
		ID: post.ID + "/failed", At: l.clock().UTC(), Actor: access.System, Action: "hook.failed", Object: "hook/" + post.Hook,
		Detail: fmt.Sprintf("%s was not told: %v. It was to hear: %s", post.Hook, err, post.Text),
	})
}
