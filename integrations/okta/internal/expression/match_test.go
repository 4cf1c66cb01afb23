package expression_test

import (
	"errors"
	"testing"

	"github.com/curfewhq/curfew/integrations/okta/internal/expression"
)

var ada = map[string]any{
	"firstName": "Ada", "department": "Engineering", "userType": "Employee",
	"remote": true, "cost": 12.0, "teams": []any{"x"}, "manager": nil,
}

func TestWhatIsNotUnderstoodIsNeverTakenForNo(t *testing.T) {
	for _, text := range []string{
		"", "user", "user.department ==", `user.department == "Eng`, `isMemberOfGroup("00g1")`,
		`user.cost == "12"`, `user.teams == "x"`, `user.a.b == "x"`, `app.name == "x"`,
		`user.department == "Engineering" trailing`, `String.len(user.firstName)`, `user.firstName`,
		`user.department + "x"`, `"a\"b" == "a"`, `String.startsWith("a")`, `(user.remote`, `!user.firstName`,
		`user.firstName && true`, `String.len(user.manager)`, `String.startsWith(true, "a")`, `user.firstName == )`,
	} {
		if _, err := expression.Match(text, ada); !errors.Is(err, expression.ErrNotUnderstood) {
			t.Errorf("%q: want not understood, got %v", text, err)
		}
	}
}

func TestRulesAsAdminsWriteThemAreJudgedAsOktaDoes(t *testing.T) {
	for text, want := range map[string]bool{
		`user.department == "Engineering"`:                               true,
		`user.department=='engineering'`:                                 false,
		`user.department != "Sales" and user.userType == "Employee"`:     true,
		`user.department == "Sales" || user.firstName == "Ada"`:          true,
		`NOT (user.department == "Sales" OR user.firstName == "Ada")`:    false,
		`String.startsWith(user.firstName, "A")`:                         true,
		`String.startsWith(user.firstName,String.toLowerCase("ADA"))`:    false,
		`String.stringContains(String.toUpperCase(user.firstName), "D")`: true,
		`user.manager == null`:                                           true,
		`user.missing != null`:                                           false,
		`String.startsWith(user.manager, "A")`:                           false,
		`String.toLowerCase(user.manager) == null`:                       true,
		`user.remote`:           true,
		`!user.remote == false`: true,
	} {
		got, err := expression.Match(text, ada)
		if err != nil || got != want {
			t.Errorf("%q: want %v, got %v, %v", text, want, got, err)
		}
	}
}
