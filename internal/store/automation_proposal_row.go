package store

import (
	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
)

type proposalRow struct {
	Name         string `gorm:"primaryKey"`
	Title        string
	Source       []byte
	Hash         string
	Comment      string
	BasedOn      int
	RestoredFrom int
	ProposedBy   string
	ProposedAt   instant
}

func (proposalRow) TableName() string { return "automation_proposals" }

func (r proposalRow) proposal() builder.Proposal {
	return builder.Proposal{
		Name:         r.Name,
		Title:        r.Title,
		Source:       r.Source,
		Hash:         r.Hash,
		Comment:      r.Comment,
		BasedOn:      r.BasedOn,
		RestoredFrom: r.RestoredFrom,
		ProposedBy:   r.ProposedBy,
		ProposedAt:   r.ProposedAt.at,
	}
}

// closeProposal removes the open proposal and returns its hash; empty where none
// is open.
func closeProposal(tx *gorm.DB, name string) (hash string, err error) {
	var row proposalRow
	if err := none(tx.Select("name", "hash").Where("name = ?", name).Take(&row).Error); err != nil || row.Hash == "" {
		return "", err
	}
	return row.Hash, tx.Where("name = ?", name).Delete(&proposalRow{}).Error
}
