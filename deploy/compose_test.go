package deploy

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"

	"github.com/curfewhq/curfew/internal/config"
)

// given is what whoever starts the stack has to set.
var given = map[string]string{
	"DATABASE_PASSWORD":     "some-password",
	"CURFEW_OKTA_ORG_URL":   "https://example.okta.com",
	"CURFEW_OKTA_API_TOKEN": "some-token",
}

// load reads the file as `docker compose` would, with every profile on.
func load(t *testing.T, environment map[string]string) (*types.Project, error) {
	t.Helper()
	var entries []string
	for name, value := range environment {
		entries = append(entries, name+"="+value)
	}
	options, err := cli.NewProjectOptions([]string{"../docker-compose.yml"}, cli.WithEnv(entries), cli.WithProfiles([]string{"*"}))
	if err != nil {
		t.Fatal(err)
	}
	return options.LoadProject(t.Context())
}

func stack(t *testing.T) *types.Project {
	t.Helper()
	project, err := load(t, given)
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestNothingSecretHasADefault(t *testing.T) {
	for missing := range given {
		environment := maps.Clone(given)
		delete(environment, missing)
		if _, err := load(t, environment); err == nil || !strings.Contains(err.Error(), "Set "+missing) {
			t.Errorf("without %s: got %v, want to be told to set it", missing, err)
		}
	}
	const marked = "marked-for-this-test"
	environment := maps.Clone(given)
	environment["DATABASE_PASSWORD"], environment["CURFEW_OKTA_API_TOKEN"] = marked, marked
	project, err := load(t, environment)
	if err != nil {
		t.Fatal(err)
	}
	for name, service := range project.Services {
		for variable, value := range service.Environment {
			secret := strings.Contains(variable, "PASSWORD") || strings.Contains(variable, "PWD") ||
				strings.Contains(variable, "TOKEN") || strings.Contains(variable, "DATABASE_URL")
			if secret && (value == nil || !strings.Contains(*value, marked)) {
				t.Errorf("%s: %s does not come from the environment of whoever starts it", name, variable)
			}
		}
	}
}

func TestEveryVariableIsOneThatCurfewKnows(t *testing.T) {
	known := config.Variables()
	seen := 0
	for name, service := range stack(t).Services {
		for variable := range service.Environment {
			if !strings.HasPrefix(variable, "CURFEW_") {
				continue
			}
			seen++
			if !slices.Contains(known, variable) {
				t.Errorf("%s sets %s, which the configuration does not know", name, variable)
			}
			if service.Build == nil {
				t.Errorf("%s sets %s, and does not run curfew", name, variable)
			}
		}
	}
	if seen == 0 {
		t.Error("no service sets any variable of curfew")
	}
}

func TestWhatTheHouseDecidesCanBeDecidedFromOutside(t *testing.T) {
	decided := map[string]string{"CURFEW_PUBLISH_SECOND_ADMIN": "high_risk", "CURFEW_LEAVERS_TELL": "manager,hana.sato", "CURFEW_LEAVERS_HOOKS": "security", "CURFEW_LATE_TELL": "hana.sato", "CURFEW_LATE_HOOKS": "pager"}
	environment := maps.Clone(given)
	maps.Copy(environment, decided)
	project, err := load(t, environment)
	if err != nil {
		t.Fatal(err)
	}
	for _, variable := range config.Variables() {
		if !strings.HasPrefix(variable, "CURFEW_PUBLISH_") && !strings.HasPrefix(variable, "CURFEW_LEAVERS_") && !strings.HasPrefix(variable, "CURFEW_LATE_") {
			continue
		}
		for _, name := range []string{"serve", "worker"} {
			value := project.Services[name].Environment[variable]
			if value == nil || *value != decided[variable] || *value == "" {
				t.Errorf("%s does not get %s", name, variable)
			}
		}
	}
}

func TestTheConfigurationOfEveryServiceIsAccepted(t *testing.T) {
	for name, service := range stack(t).Services {
		if service.Build == nil || len(service.Environment) == 0 {
			continue
		}
		var environ []string
		for variable, value := range service.Environment {
			environ = append(environ, variable+"="+*value)
		}
		if _, err := config.Load(config.Source{Environ: environ}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestImagesArePinned(t *testing.T) {
	for name, service := range stack(t).Services {
		if service.Build != nil {
			continue
		}
		_, tag, _ := strings.Cut(service.Image, ":")
		if strings.Count(tag, ".") == 0 || strings.Trim(tag, "0123456789.") != "" {
			t.Errorf("%s runs %q, which is no exact version", name, service.Image)
		}
	}
}

func TestWhatIsWaitedForTellsWhenItIsThere(t *testing.T) {
	project := stack(t)
	for name, service := range project.Services {
		for other, wanted := range service.DependsOn {
			waited, ok := project.Services[other]
			switch {
			case !ok:
				t.Errorf("%s waits for %s, which there is not", name, other)
			case wanted.Condition == types.ServiceConditionHealthy && waited.HealthCheck == nil:
				t.Errorf("%s waits for %s to be healthy, which has no health check", name, other)
			case wanted.Condition == types.ServiceConditionCompletedSuccessfully && waited.Restart == types.RestartPolicyUnlessStopped:
				t.Errorf("%s waits for %s to end, which is restarted for ever", name, other)
			case wanted.Condition == types.ServiceConditionStarted:
				t.Errorf("%s waits for %s to be started, which says nothing", name, other)
			}
		}
	}
}

func TestWhatRunsForEverIsStartedAgain(t *testing.T) {
	for name, service := range stack(t).Services {
		if service.Restart == "" {
			t.Errorf("%s does not say whether it is started again", name)
		}
		if service.Restart == types.RestartPolicyUnlessStopped && service.HealthCheck == nil && name != "temporal-ui" {
			t.Errorf("%s runs for ever without a health check", name)
		}
	}
}
