package store

import (
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

type requestRow struct {
	ID                string
	Automation        string
	AutomationTitle   string
	AutomationVersion int
	PlanHash          string
	RequesterID       string
	SubjectID         string
	EntitlementID     string
	Bundle            document[[]string]
	Reason            string
	Answers           document[map[string]any]
	AskDurationNS     int64 `gorm:"column:ask_duration_ns"`
	AskFrom           instant
	AskUntil          instant
	AskSeries         document[*access.Series]
	State             string
	Detail            string
	StepID            string
	LeaseID           string
	Seq               int64
	RunID             string
	Created           instant `gorm:"column:created_at"`
	Closed            instant `gorm:"column:closed_at"`
}

func (requestRow) TableName() string { return "requests" }

func rowOfRequest(request access.Request) requestRow {
	return requestRow{
		ID:                request.ID,
		Automation:        request.Automation,
		AutomationTitle:   request.AutomationTitle,
		AutomationVersion: request.AutomationVersion,
		PlanHash:          request.PlanHash,
		RequesterID:       request.RequesterID,
		SubjectID:         request.SubjectID,
		EntitlementID:     request.EntitlementID,
		Bundle:            documentOf(request.Bundle),
		Reason:            request.Reason,
		Answers:           documentOf(request.Answers),
		AskDurationNS:     int64(request.Ask.Duration),
		AskFrom:           on(request.Ask.From),
		AskUntil:          on(request.Ask.Until),
		AskSeries:         documentOf(request.Ask.Series),
		State:             string(request.State),
		Detail:            request.Detail,
		StepID:            request.StepID,
		LeaseID:           request.LeaseID,
		Seq:               request.Seq,
		RunID:             request.RunID,
		Created:           on(request.CreatedAt),
		Closed:            on(request.ClosedAt),
	}
}

func (r requestRow) request() access.Request {
	return access.Request{
		ID:                r.ID,
		Automation:        r.Automation,
		AutomationTitle:   r.AutomationTitle,
		AutomationVersion: r.AutomationVersion,
		PlanHash:          r.PlanHash,
		RequesterID:       r.RequesterID,
		SubjectID:         r.SubjectID,
		EntitlementID:     r.EntitlementID,
		Bundle:            r.Bundle.v,
		Reason:            r.Reason,
		Answers:           r.Answers.v,
		Ask: access.Ask{
			Duration: time.Duration(r.AskDurationNS), From: r.AskFrom.at, Until: r.AskUntil.at, Series: r.AskSeries.v,
		},
		State:     access.RequestState(r.State),
		Detail:    r.Detail,
		StepID:    r.StepID,
		LeaseID:   r.LeaseID,
		Seq:       r.Seq,
		RunID:     r.RunID,
		CreatedAt: r.Created.at,
		ClosedAt:  r.Closed.at,
	}
}

func (r requestRow) place() place { return place{Order: r.Created.at.UnixMicro(), ID: r.ID} }
