package main

import (
	"slices"

	"github.com/curfewhq/curfew/internal/access"
)

// everybody is whoever could be told or asked anything.
func (h *house) everybody() []string {
	people := slices.Clone(staff)
	for id := range h.cases {
		people = append(people, id)
	}
	return people
}

// messages are all that were written, by the request.
func (h *house) messages() (map[string][]access.Message, error) {
	found := map[string][]access.Message{}
	for _, person := range h.everybody() {
		page := access.Page{Limit: 200}
		for {
			list, _, err := h.record.Messages(h.ctx, person, page)
			if err != nil {
				return nil, err
			}
			for _, each := range list.Items {
				found[each.RequestID] = append(found[each.RequestID], each)
			}
			if page.Cursor = list.Next; page.Cursor == "" {
				break
			}
		}
	}
	return found, nil
}

// tasks are what still waits in inboxes, by the case and then by the person.
func (h *house) tasks() (map[string]map[string][]access.Approval, error) {
	found := map[string]map[string][]access.Approval{}
	for _, person := range h.everybody() {
		list, err := h.record.ApprovalsAsking(h.ctx, person, true, access.Page{Limit: 200})
		if err != nil {
			return nil, err
		}
		for _, each := range list.Items {
			caseID := caseOfRequest(each.RequestID)
			if found[caseID] == nil {
				found[caseID] = map[string][]access.Approval{}
			}
			found[caseID][person] = append(found[caseID][person], each)
		}
	}
	return found, nil
}

// findings are what reconciliation ever found, by the case.
func (h *house) findings() (map[string][]access.Finding, error) {
	found, page := map[string][]access.Finding{}, access.Page{Limit: 200}
	for {
		list, err := h.record.Findings(h.ctx, access.FindingFilter{}, page)
		if err != nil {
			return nil, err
		}
		for _, each := range list.Items {
			found[caseOfAccount(each.Key.Subject)] = append(found[caseOfAccount(each.Key.Subject)], each)
		}
		if page.Cursor = list.Next; page.Cursor == "" {
			return found, nil
		}
	}
}
