package main

import (
	"strings"

	enums "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"

	"github.com/curfewhq/curfew/internal/access"
	"github.com/curfewhq/curfew/workflows"
)

// evidence is everything that is known of a run when nothing moves any more.
type evidence struct {
	run       *run
	requests  []access.Request
	approvals []access.Approval
	leases    []access.Lease
	keys      []access.KeyRecord
	effects   []effect
	audit     []access.AuditLine
	member    map[string]bool // by group, from the outside system itself
	workflows map[string][]execution
	histories map[string]*historypb.History // of those that were fetched
	messages  []access.Message              // to whomever, about the case's requests
	tasks     map[string][]access.Approval  // what still waits in inboxes, by person
	findings  []access.Finding
	planHash  string
	reference *evidence // of the undisturbed run
}

// gather collects the evidence of runs. Histories are long, and fetched only if
// they are wanted.
func gather(h *house, runs []*run, histories bool) ([]*evidence, error) {
	all, err := h.executions()
	if err != nil {
		return nil, err
	}
	lines, err := h.auditLines()
	if err != nil {
		return nil, err
	}
	told, err := h.messages()
	if err != nil {
		return nil, err
	}
	tasks, err := h.tasks()
	if err != nil {
		return nil, err
	}
	found, err := h.findings()
	if err != nil {
		return nil, err
	}
	byCase := map[string]map[string][]execution{}
	for id, list := range all {
		caseID, _ := whose(id)
		if byCase[caseID] == nil {
			byCase[caseID] = map[string][]execution{}
		}
		byCase[caseID][id] = list
	}
	var list []*evidence
	for _, each := range runs {
		e := &evidence{run: each, tasks: tasks[each.ID], findings: found[each.ID], effects: h.front.effects(each.ID), member: map[string]bool{}, workflows: byCase[each.ID], planHash: each.scenario.PlanHash}
		for _, group := range []string{roleGroup, otherGroup} {
			e.member[group] = h.sim.Member(group, accountOf(each.ID))
		}
		for _, id := range each.ids() {
			e.audit, e.messages = append(e.audit, lines[id]...), append(e.messages, told[id]...)
		}
		if err := e.read(h); err != nil {
			return nil, err
		}
		if histories {
			if err := e.fetch(h); err != nil {
				return nil, err
			}
		}
		list = append(list, e)
	}
	return list, nil
}

func (e *evidence) read(h *house) error {
	for _, id := range e.run.ids() {
		request, err := h.record.Request(h.ctx, id)
		if err != nil {
			return err
		}
		approvals, err := h.record.ApprovalsOf(h.ctx, id)
		if err != nil {
			return err
		}
		e.requests, e.approvals = append(e.requests, request), append(e.approvals, approvals...)
	}
	leases, err := h.record.Leases(h.ctx, access.LeaseFilter{PersonID: e.run.ID}, access.Page{Limit: 200})
	if err != nil {
		return err
	}
	for _, each := range leases.Items {
		e.leases = append(e.leases, each.Lease)
	}
	for _, group := range []string{roleGroup, otherGroup} {
		key, err := h.record.LoadKey(h.ctx, access.Key{Connector: connector, Subject: accountOf(e.run.ID), Resource: "group/" + group})
		if err != nil {
			return err
		}
		e.keys = append(e.keys, key)
	}
	return nil
}

func (e *evidence) fetch(h *house) error {
	e.histories = map[string]*historypb.History{}
	for id, list := range e.workflows {
		for _, each := range list {
			events := h.client.GetWorkflowHistory(h.ctx, id, each.RunID, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
			history := &historypb.History{}
			for events.HasNext() {
				event, err := events.Next()
				if err != nil {
					return err
				}
				history.Events = append(history.Events, event)
			}
			e.histories[id+" "+each.RunID] = history
		}
	}
	return nil
}

// auditLines is the whole audit log, by request.
func (h *house) auditLines() (map[string][]access.AuditLine, error) {
	found := map[string][]access.AuditLine{}
	page := access.Page{Limit: 200}
	for {
		list, err := h.record.Audit(h.ctx, access.AuditFilter{}, page)
		if err != nil {
			return nil, err
		}
		for _, line := range list.Items {
			id := line.RequestID
			if id == "" {
				id = strings.TrimPrefix(line.Object, "request/")
			}
			found[id] = append(found[id], line)
		}
		if page.Cursor = list.Next; page.Cursor == "" {
			return found, nil
		}
	}
}

// leasesFor are the leases of a group.
func (e *evidence) leasesFor(group string) []access.Lease {
	var list []access.Lease
	for _, lease := range e.leases {
		if lease.Key.Resource == "group/"+group {
			list = append(list, lease)
		}
	}
	return list
}

// owners are the runs of the owners of the case's keys.
func (e *evidence) owners() map[string][]execution {
	found := map[string][]execution{}
	for id, list := range e.workflows {
		if strings.HasPrefix(id, "access/") {
			found[id] = list
		}
	}
	return found
}

func (e *evidence) requestRuns(id string) []execution {
	return e.workflows[workflows.RequestWorkflowID(id)]
}
