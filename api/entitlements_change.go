package api

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// notice is how long what is open goes on at least, where nobody says otherwise.
const notice = time.Hour

// ChangeEntitlement changes limits: for what is given from now on, and where the
// longest time becomes shorter, for what is open.
func (o *operations) ChangeEntitlement(ctx context.Context, in gen.ChangeEntitlementRequestObject) (gen.ChangeEntitlementResponseObject, error) {
	if in.Body.MaxSeconds == 0 && in.Body.Seats == nil {
		return nil, access.Refuse(access.CodeInvalid, "Say what to change: max_seconds, seats or both.").At("max_seconds")
	}
	answer, err := o.change(ctx, entitlementOf(in), in.Body.Reason, in.Body.DryRun, func(was access.Entitlement, change *access.LimitChange) (access.EntitlementChange, error) {
		if was.Retired() {
			return access.EntitlementChange{}, access.Refuse(access.CodeConflict, "%s is retired. Bring it back first.", was.Label())
		}
		made := access.EntitlementChange{Now: was}
		var said []string
		if longest := time.Duration(in.Body.MaxSeconds) * time.Second; longest > 0 && longest != was.MaxDuration {
			made.Now.MaxDuration, change.Longest, change.Notice = longest, longest, noticeOf(in.Body.NoticeSeconds)
			made.Tell = change
			said = append(said, fmt.Sprintf("may be held for at most %s instead of %s", builder.Duration(longest), builder.Duration(was.MaxDuration)))
		}
		if seats := in.Body.Seats; seats != nil && *seats != was.Seats {
			made.Now.Seats = *seats
			said = append(said, fmt.Sprintf("has %s instead of %s", seatWords(*seats), seatWords(was.Seats)))
		}
		made.Line.Action, made.Line.Detail = "entitlement.limited", fmt.Sprintf("%s %s from now on.", was.Label(), strings.Join(said, " and "))
		return made, nil
	})
	return gen.ChangeEntitlement200JSONResponse(answer), err
}

// RetireEntitlement lets nobody be given it any more, and ends what is open where it
// is told to.
func (o *operations) RetireEntitlement(ctx context.Context, in gen.RetireEntitlementRequestObject) (gen.RetireEntitlementResponseObject, error) {
	answer, err := o.change(ctx, entitlementOf(in), in.Body.Reason, in.Body.DryRun, func(was access.Entitlement, change *access.LimitChange) (access.EntitlementChange, error) {
		made := access.EntitlementChange{Now: was}
		made.Line.Action, made.Line.Detail = "entitlement.retired", was.Label()+" is given to nobody any more; what is open ends as planned."
		if !was.Retired() {
			made.Now.Withdrawn = access.Withdrawal{At: change.At, By: change.By, Reason: change.Reason}
		}
		if in.Body.Ends == "now" {
			change.Notice = noticeOf(in.Body.NoticeSeconds)
			made.Tell = change
			made.Line.Detail = fmt.Sprintf("%s is given to nobody any more; what is open ends in %s at the latest.", was.Label(), builder.Duration(change.Notice))
		}
		return made, nil
	})
	return gen.RetireEntitlement200JSONResponse(answer), err
}

// BringBackEntitlement lets it be given again. Whoever was to lose it and has not
// heard keeps it as long as it may be held.
func (o *operations) BringBackEntitlement(ctx context.Context, in gen.BringBackEntitlementRequestObject) (gen.BringBackEntitlementResponseObject, error) {
	answer, err := o.change(ctx, entitlementOf(in), in.Body.Reason, false, func(was access.Entitlement, change *access.LimitChange) (access.EntitlementChange, error) {
		made := access.EntitlementChange{Now: was}
		if was.Retired() {
			made.Now.Withdrawn, change.Longest = access.Withdrawal{}, was.MaxDuration
			made.Tell = change
		}
		made.Line.Action, made.Line.Detail = "entitlement.brought_back", was.Label()+" is given again."
		return made, nil
	})
	return gen.BringBackEntitlement200JSONResponse(answer.Entitlement), err
}

// change makes a change with its audit line, or says what it would make.
func (o *operations) change(ctx context.Context, id, reason string, dry bool, make func(access.Entitlement, *access.LimitChange) (access.EntitlementChange, error)) (gen.EntitlementChange, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return gen.EntitlementChange{}, access.Refuse(access.CodeInvalid, "Say why; whoever holds it will read it.").At("reason")
	}
	me := callOf(ctx).me.ID
	change := access.LimitChange{ID: uuid.NewString(), EntitlementID: id, At: o.clock().UTC(), By: me, Reason: reason}
	var made access.EntitlementChange
	complete := func(was access.Entitlement) (access.EntitlementChange, error) {
		limit := change
		var err error
		made, err = make(was, &limit)
		made.Line.ID, made.Line.At, made.Line.Actor, made.Line.Object = change.ID, change.At, me, entitlementObject(id)
		made.Line.Detail, made.Line.Data = made.Line.Detail+" "+reason, map[string]any{"reason": reason}
		return made, err
	}
	if dry {
		was, err := callOf(ctx).seen.entitlement(ctx, id)
		if err == nil {
			_, err = complete(was)
		}
		if err != nil {
			return gen.EntitlementChange{}, err
		}
		return o.changed(ctx, made.Now, made.Tell)
	}
	now, err := o.records.ChangeEntitlement(ctx, id, complete)
	if err != nil {
		return gen.EntitlementChange{}, err
	}
	return o.changed(ctx, now, made.Tell)
}

func noticeOf(given *int64) time.Duration {
	if given == nil {
		return notice
	}
	return time.Duration(*given) * time.Second
}

func seatWords(seats int) string {
	if seats == 0 {
		return "any number of seats"
	}
	return fmt.Sprintf("%d seats", seats)
}
