package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// claimRow is which chain of runs has a request. It is written once.
type claimRow struct {
	RequestID string `gorm:"primaryKey"`
	Chain     string
}

func (claimRow) TableName() string { return "request_claims" }

// ClaimRequest gives the request to a chain of runs, named by its first run's id:
// the first to ask gets it, and gets it again whenever it asks again, until the
// request is over. A claim also settles the outbox, as the workflow is running. A
// plan counts as published only if it is the one the request was recorded with.
func (s *Store) ClaimRequest(ctx context.Context, requestID, chain, planHash string) (claim access.Claim, err error) {
	err = s.write(ctx, "claiming a request", func(tx *gorm.DB) error {
		row, err := requestByID(tx, requestID)
		if err != nil {
			return err
		}
		claim = access.Claim{Request: row.request()}
		if claim.Taken = claim.Request.State.Final(); claim.Taken {
			return nil
		}
		if claim.Taken, err = taken(tx, requestID, chain); err != nil || claim.Taken {
			return err
		}
		if err := tx.Where("request_id = ?", requestID).Delete(&outboxRow{}).Error; err != nil {
			return err
		}
		var versions int64
		err = tx.Model(&versionRow{}).Where("plan_hash = ?", planHash).Count(&versions).Error
		claim.Unpublished = versions == 0 || planHash != row.PlanHash
		return err
	})
	if err != nil {
		return access.Claim{}, err
	}
	return claim, nil
}

func taken(tx *gorm.DB, requestID, chain string) (bool, error) {
	claim := claimRow{RequestID: requestID, Chain: chain}
	if err := tx.Clauses(orNothing).Create(&claim).Error; err != nil {
		return false, err
	}
	var holder claimRow
	err := tx.Where("request_id = ?", requestID).Take(&holder).Error
	return holder.Chain != chain, err
}
