package store

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// lists are all paged lists, as functions that return the ids on a page.
func lists(s *Store) map[string]func(context.Context, access.Page) ([]string, string, error) {
	return map[string]func(context.Context, access.Page) ([]string, string, error){
		"requests": func(ctx context.Context, page access.Page) ([]string, string, error) {
			list, err := s.Requests(ctx, access.RequestFilter{PersonID: "ada"}, page)
			return idsOf(list.Items, func(r access.Request) string { return r.ID }), list.Next, err
		},
		"open approvals": func(ctx context.Context, page access.Page) ([]string, string, error) {
			list, err := s.ApprovalsAsking(ctx, "bob", true, page)
			return idsOf(list.Items, func(a access.Approval) string { return a.ID }), list.Next, err
		},
		"leases": func(ctx context.Context, page access.Page) ([]string, string, error) {
			list, err := s.Leases(ctx, access.LeaseFilter{PersonID: "ada"}, page)
			return idsOf(list.Items, func(l access.LeaseView) string { return l.ID }), list.Next, err
		},
		"messages": func(ctx context.Context, page access.Page) ([]string, string, error) {
			list, _, err := s.Messages(ctx, "ada", page)
			return idsOf(list.Items, func(m access.Message) string { return m.ID }), list.Next, err
		},
		"audit": func(ctx context.Context, page access.Page) ([]string, string, error) {
			list, err := s.Audit(ctx, access.AuditFilter{RequestID: "r00"}, page)
			return idsOf(list.Items, func(l access.AuditLine) string { return l.ID }), list.Next, err
		},
		"kill switches": func(ctx context.Context, page access.Page) ([]string, string, error) {
			list, err := s.KillSwitches(ctx, page)
			return idsOf(list.Items, func(k access.KillSwitch) string { return k.ID }), list.Next, err
		},
	}
}

func idsOf[T any](items []T, id func(T) string) []string {
	var ids []string
	for _, item := range items {
		ids = append(ids, id(item))
	}
	return ids
}

func TestACursorThatIsNoneIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		for name, list := range lists(s) {
			for _, cursor := range []string{"!", "bm90IGpzb24", "WzEsMl0", "eyJvIjoidGV4dCJ9"} {
				_, _, err := list(t.Context(), access.Page{Cursor: cursor})
				if refusal := refused(t, err, access.CodeInvalid); refusal.Field != "cursor" {
					t.Errorf("%s: the refusal is about %q", name, refusal.Field)
				}
			}
		}
	})
}

func TestPagesHoldEverythingOnceAndInOrder(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		const count = 23
		seedLists(t, s, count)
		for name, list := range lists(s) {
			whole, next, err := list(t.Context(), access.Page{Limit: 200})
			must(t, err)
			if len(whole) != count || next != "" {
				t.Errorf("%s: %d on one page and next %q, want %d", name, len(whole), next, count)
			}
			var parts []string
			for page := (access.Page{Limit: 4}); len(parts) <= count; {
				part, next, err := list(t.Context(), page)
				must(t, err)
				parts = append(parts, part...)
				if page.Cursor = next; next == "" {
					break
				}
			}
			if !slices.Equal(parts, whole) {
				t.Errorf("%s: in parts %v, want %v", name, parts, whole)
			}
		}
	})
}

func TestALimitOutOfBoundsIsFifty(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		seedLists(t, s, 51)
		for name, list := range lists(s) {
			for _, limit := range []int{-1, 0, 201} {
				part, next, err := list(t.Context(), access.Page{Limit: limit})
				must(t, err)
				if len(part) != 50 || next == "" {
					t.Errorf("%s: a limit of %d gives %d and next %q", name, limit, len(part), next)
				}
			}
		}
	})
}

// seedLists fills every list, with many at the same moment.
func seedLists(t *testing.T, s *Store, count int) {
	t.Helper()
	var leases []access.Lease
	for i := range count {
		id, at := fmt.Sprintf("r%02d", i), noon.Add(time.Duration(i/5)*time.Second)
		snapshot := access.RequestSnapshot{
			Request:  access.Request{ID: id, RequesterID: "ada", SubjectID: "ada", CreatedAt: at},
			Messages: []access.Message{{ID: id, PersonID: "ada", At: at}},
			Audit:    []access.AuditLine{{ID: id, RequestID: "r00"}},
			Approvals: []access.Approval{{
				ID: id, State: access.ApprovalOpen, Approvers: []access.Approver{{PersonID: "bob"}}, DueAt: at,
			}},
		}
		saveRequest(t, s, snapshot)
		_, _, err := s.ThrowKillSwitch(t.Context(), access.KillSwitch{ID: id, Scope: access.KillPerson, Ref: "cy", Reason: "why", At: at},
			access.AuditLine{ID: "throw/" + id})
		must(t, err)
		lease := leaseFor(id, "ada", at)
		if i%2 == 0 {
			lease.State, lease.EndedAt = access.Ended, at
		}
		leases = append(leases, lease)
	}
	_, err := s.ClaimLeases(t.Context(), leases)
	must(t, err)
}
