package api

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/curfewhq/curfew/internal/access"
)

// checkText refuses ids and parameters that no database would take.
func checkText(params map[string]string, c echo.Context) error {
	for name, value := range params {
		if !clean(value) || strings.ContainsRune(value, '%') {
			return access.Refuse(access.CodeNotFound, "There is nothing at this address.").At(name)
		}
	}
	for name, values := range c.QueryParams() {
		if !clean(name) || slices.ContainsFunc(values, func(value string) bool { return !clean(value) }) {
			return access.Refuse(access.CodeInvalid, "A parameter holds a character that cannot be used.")
		}
	}
	return nil
}

// checkStrings refuses control characters anywhere in a body; line breaks and
// tabs are text.
func checkStrings(field string, value any) error {
	switch value := value.(type) {
	case string:
		if !clean(value) {
			return access.Refuse(access.CodeInvalid, "%q holds a control character that cannot be used.", field).At(field)
		}
	case []any:
		for i, item := range value {
			if err := checkStrings(fmt.Sprintf("%s.%d", field, i), item); err != nil {
				return err
			}
		}
	case map[string]any:
		for name, item := range value {
			if !clean(name) {
				return access.Refuse(access.CodeInvalid, "A field's name holds a control character that cannot be used.").At(field)
			}
			if err := checkStrings(strings.TrimPrefix(field+"."+name, "."), item); err != nil {
				return err
			}
		}
	}
	return nil
}

func clean(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}
