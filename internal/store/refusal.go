package store

import (
	"errors"
	"fmt"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// trouble says what was being done when the database failed. A refusal is not
// trouble and stays what it is.
func trouble(doing string, err error) error {
	var refusal *access.Refusal
	if err == nil || errors.As(err, &refusal) {
		return err
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// missing turns "no row" into a refusal that names the thing, and leaves other
// errors alone.
func missing(err error, thing, id string) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return access.Refuse(access.CodeNotFound, "There is no %s %q.", thing, id)
	}
	return err
}
