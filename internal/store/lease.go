package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// leaseView is a lease with what its key says needs a human.
type leaseView struct {
	Row       leaseRow `gorm:"embedded"`
	Attention string
}

func (v leaseView) view() access.LeaseView {
	view := access.LeaseView{Lease: v.Row.lease()}
	if v.Row.ListGroup == leasesLive {
		view.Attention = v.Attention // what is over is no matter of concern any more
	}
	return view
}

func (v leaseView) place() place {
	return place{Group: v.Row.ListGroup, Order: v.Row.ListOrder, ID: v.Row.ID}
}

// Lease returns the lease of that id.
func (s *Store) Lease(ctx context.Context, id string) (access.LeaseView, error) {
	var view leaseView
	err := s.leases(ctx).Where("leases.id = ?", id).Take(&view).Error
	return view.view(), trouble("reading a lease", missing(err, "lease", id))
}

// Leases lists live ones by their end, then those that are over, newest first.
func (s *Store) Leases(ctx context.Context, filter access.LeaseFilter, page access.Page) (access.Listed[access.LeaseView], error) {
	after, began, err := start(page)
	if err != nil {
		return access.Listed[access.LeaseView]{}, err
	}
	query := s.leases(ctx).Order("leases.list_group, leases.list_order, leases.id").Limit(limit(page) + 1)
	if began {
		query = query.Where("(leases.list_group, leases.list_order, leases.id) > (?, ?, ?)", after.Group, after.Order, after.ID)
	}
	if filter.PersonID != "" {
		query = query.Where("leases.person_id = ?", filter.PersonID)
	}
	if filter.OwnerID != "" {
		owned := s.read(ctx).Model(&entitlementRow{}).Select("id").Where("owner_id = ?", filter.OwnerID)
		query = query.Where("leases.entitlement_id IN (?)", owned)
	}
	if filter.Live != filter.Over { // both, as neither, is all of them
		group := leasesOver
		if filter.Live {
			group = leasesLive
		}
		query = query.Where("leases.list_group = ?", group)
	}
	var views []leaseView
	err = query.Find(&views).Error
	return listed(views, page, leaseView.view, leaseView.place), trouble("reading leases", err)
}

func (s *Store) leases(ctx context.Context) *gorm.DB {
	return s.read(ctx).Table("leases").Select("leases.*, access_keys.attention").
		Joins("JOIN access_keys ON access_keys.key = leases.key")
}
