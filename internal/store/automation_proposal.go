package store

import (
	"bytes"
	"context"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/builder"
	"github.com/curfewhq/curfew/internal/access"
)

// Proposal returns what waits for a second admin.
func (s *Store) Proposal(ctx context.Context, name string) (builder.Proposal, error) {
	var row proposalRow
	err := s.read(ctx).Where("name = ?", name).Take(&row).Error
	return row.proposal(), trouble("reading a proposal", missing(err, "open proposal of", name))
}

// ProposeDraft keeps the draft of that rev as it is for a second admin, in place of
// an earlier proposal. What would be published, and by whom, is only looked at for
// whether it is the latest version already: then nothing is proposed, and this is
// PublishDraft.
func (s *Store) ProposeDraft(ctx context.Context, published builder.Published, rev int64, line func(builder.Publication) access.AuditLine) (done builder.Publication, err error) {
	err = s.write(ctx, "proposing a draft", func(tx *gorm.DB) error {
		automation, there, err := s.draftToPublish(tx, published, rev)
		if err != nil {
			return err
		}
		same, err := isLatest(tx, automation, published)
		if err != nil {
			return err
		}
		if same {
			done, err = s.publishAudited(tx, automation, published, line)
			return err
		}
		if done.Closed, err = closeProposal(tx, published.Name); err != nil {
			return err
		}
		if published.PublishedAt.IsZero() {
			published.PublishedAt = s.now()
		}
		row := proposalRow{
			Name: published.Name, Title: published.Title, Source: there.Source, Hash: builder.Hash(there.Source),
			Comment: published.Comment, BasedOn: automation.Latest, RestoredFrom: there.RestoredFrom,
			ProposedBy: published.PublishedBy, ProposedAt: on(published.PublishedAt),
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		done.Proposed = row.Hash
		return s.record(tx, []access.AuditLine{line(done)}, draftEvents(published.Name))
	})
	return done, err
}

// PublishProposal publishes the open proposal of that hash for a second admin, who
// is ConfirmedBy. Who published it, the comment and what it was restored from are
// the proposal's; its bytes have to be those of the definition. It is refused with
// access.CodeOwnRequest to who proposed it.
func (s *Store) PublishProposal(ctx context.Context, published builder.Published, hash string, line func(builder.Publication) access.AuditLine) (done builder.Publication, err error) {
	if err := publishable(published); err != nil {
		return done, err
	}
	err = s.write(ctx, "publishing a proposal", func(tx *gorm.DB) error {
		automation, err := knownAutomation(tx, published.Name)
		if err != nil {
			return err
		}
		row, err := openProposal(tx, published.Name, hash)
		switch {
		case err != nil:
			return err
		case row.ProposedBy == published.ConfirmedBy:
			return access.Refuse(access.CodeOwnRequest, "You proposed this yourself; another admin has to confirm it.")
		case !bytes.Equal(row.Source, published.Definition):
			return row.proposal().Other()
		}
		published.PublishedBy, published.Comment, published.RestoredFrom = row.ProposedBy, row.Comment, row.RestoredFrom
		if _, err := closeProposal(tx, published.Name); err != nil {
			return err
		}
		done, err = s.publishAudited(tx, automation, published, line)
		return err
	})
	return done, err
}

// RejectProposal closes the open proposal of that hash.
func (s *Store) RejectProposal(ctx context.Context, name, hash string, line access.AuditLine) error {
	return s.write(ctx, "rejecting a proposal", func(tx *gorm.DB) error {
		if _, err := knownAutomation(tx, name); err != nil {
			return err
		}
		if _, err := openProposal(tx, name, hash); err != nil {
			return err
		}
		if _, err := closeProposal(tx, name); err != nil {
			return err
		}
		return s.record(tx, []access.AuditLine{line}, draftEvents(name))
	})
}

func openProposal(tx *gorm.DB, name, hash string) (proposalRow, error) {
	var row proposalRow
	err := missing(tx.Where("name = ?", name).Take(&row).Error, "open proposal of", name)
	if err == nil && row.Hash != hash {
		err = row.proposal().Other()
	}
	return row, err
}
