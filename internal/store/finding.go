package store

import (
	"context"

	"github.com/curfewhq/curfew/internal/access"
)

// Finding returns the finding of that id.
func (s *Store) Finding(ctx context.Context, id string) (access.Finding, error) {
	var row findingRow
	err := s.read(ctx).Where("id = ?", id).Take(&row).Error
	return row.finding(), trouble("reading a finding", missing(err, "finding", id))
}

// Findings lists open ones, then kept ones, then those that are done with, each newest
// first.
func (s *Store) Findings(ctx context.Context, filter access.FindingFilter, page access.Page) (access.Listed[access.Finding], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[access.Finding]{}, err
	}
	query := s.read(ctx).Order("list_group, list_order, id").Limit(limit(page) + 1)
	if began {
		query = query.Where("(list_group, list_order, id) > (?, ?, ?)", after.Group, after.Order, after.ID)
	}
	for column, value := range map[string]string{
		"state": string(filter.State), "class": string(filter.Class), "connector": filter.Connector,
	} {
		if value != "" {
			query = query.Where(column+" = ?", value)
		}
	}
	if filter.OwnerID != "" {
		owned := s.read(ctx).Model(&entitlementRow{}).Select("id").Where("owner_id = ?", filter.OwnerID)
		query = query.Where("entitlement_id IN (?)", owned)
	}
	var rows []findingRow
	err = query.Find(&rows).Error
	return listed(rows, page, findingRow.finding, findingRow.place), trouble("reading findings", err)
}

// LiveFindings lists what is open or kept of a resource, by the subject.
func (s *Store) LiveFindings(ctx context.Context, connector, resource string) ([]access.Finding, error) {
	var rows []findingRow
	err := s.read(ctx).Where("connector = ? AND resource = ? AND list_group < ?", connector, resource, findingsDone).
		Order("subject, class").Find(&rows).Error
	findings := make([]access.Finding, len(rows))
	for i, row := range rows {
		findings[i] = row.finding()
	}
	return findings, trouble("reading findings", err)
}
