package activities

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func (w *town) ReadBack(_ context.Context, key access.Key, _ []string) (access.Holding, error) {
	w.reads = append(w.reads, key.Subject)
	if w.reading != nil {
		if err := w.reading(key.Subject); err != nil {
			return access.Holding{}, err
		}
	}
	return w.outside[key.Subject], nil
}

func (w *town) Provision(context.Context, access.Key, access.Holding) (access.Holding, error) {
	panic("a reconciliation gave something")
}

func (w *town) Deprovision(context.Context, access.Key) (integrations.Removal, error) {
	panic("a reconciliation took something away")
}

func (w *town) Check(context.Context) error { return nil }

// lister is the town's outside system where it can list who holds what.
type lister struct{ *town }

func (w lister) Holders(_ context.Context, _ string, asked integrations.Page) (page integrations.Holders, err error) {
	cursor := asked.Cursor
	w.pages = append(w.pages, cursor)
	if w.gone {
		return page, &integrations.Gone{What: "resource", ID: resource}
	}
	subjects := slices.Sorted(maps.Keys(w.listing))
	from, _ := strconv.Atoi(cmp.Or(cursor, "0"))
	for _, subject := range subjects[from:min(from+w.pageSize, len(subjects))] {
		held := w.listing[subject]
		page.Holders = append(page.Holders, integrations.Holder{Subject: subject, Attributes: held.Attributes, How: integrations.How(held.Managed)})
	}
	if from+w.pageSize < len(subjects) {
		page.Next = strconv.Itoa(from + w.pageSize)
	}
	return page, nil
}
