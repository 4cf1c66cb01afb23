package hook

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/curfewhq/curfew/integrations"
)

// longestLogin is how many characters a login has at most.
const longestLogin = 200

// parseWho reads {"logins": ["ada", "ben"]}; an empty list is nobody. As in
// parseAnswer, anything else is an error: whoever is named here may decide.
func parseWho(body []byte) (answer integrations.WhoAnswer, err error) {
	seen, err := readObject(body, func(name string, value any) (err error) {
		if name != "logins" {
			return fmt.Errorf("it says %q, and who it is true of is said by \"logins\"", shortened(name))
		}
		answer.Logins, err = readLogins(value)
		return err
	})
	if err == nil && !seen["logins"] {
		err = errors.New(`it does not say "logins": a list, which may be empty`)
	}
	if err != nil {
		return integrations.WhoAnswer{}, err
	}
	return answer, nil
}

func readLogins(value any) ([]string, error) {
	list, isList := value.([]any)
	if !isList {
		return nil, errors.New(`"logins" has to be a list of logins`)
	}
	if len(list) > integrations.MostWho {
		return nil, fmt.Errorf("it names %d people, and at most %d can be asked", len(list), integrations.MostWho)
	}
	logins := []string{}
	for _, entry := range list {
		login, isText := entry.(string)
		if !isText || !isLogin(login) {
			return nil, fmt.Errorf(`each of "logins" has to be a text of 1 to %d characters, without spaces around it`, longestLogin)
		}
		if !slices.Contains(logins, login) {
			logins = append(logins, login)
		}
	}
	return logins, nil
}

func isLogin(text string) bool {
	return text != "" && len([]rune(text)) <= longestLogin && strings.TrimSpace(text) == text && !strings.ContainsFunc(text, unicode.IsControl)
}
