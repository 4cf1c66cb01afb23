package oktasim

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// outside are calls in the recordings that are none of the operations the
// simulator has; what follows them does not depend on what they did.
var outside = []string{
	"PUT /api/v1/apps/{}/policies/{}",
	"POST /api/v1/apps/{}/lifecycle/deactivate",
	"DELETE /api/v1/apps/{}",
	"PUT /api/v1/groups/rules/{}", // a rule's condition is changed by making another rule
}

// volatile are keys that only some organisations have, by kind of object: they
// came with features and years.
var volatile = []string{
	"_links.owners",       // group owners, in organisations with governance
	"realmId",             // realms
	"_links.resetFactors", // only where factors are enrolled by policy
}

type interaction struct {
	Method, URL string
	Request     any
	Status      int
	Headers     map[string][]string
	Response    any
}

func TestTheSimulatorAnswersAsRecordedOrganisationsDid(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(reference(t), "recorded", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no recordings: %v", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".json"), func(t *testing.T) {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var session []interaction
			if err := json.Unmarshal(content, &session); err != nil {
				t.Fatal(err)
			}
			seed := Seed{Groups: []SeedGroup{{ID: GroupEveryone, Type: builtIn, Name: "Everyone"}}}
			replay := &replay{organisation: open(t, Options{Seed: seed}), ids: map[string]string{}}
			for i, recorded := range session {
				replay.step(fmt.Sprintf("%d: %s %s", i, recorded.Method, recorded.URL), recorded)
			}
		})
	}
}

type replay struct {
	*organisation
	ids map[string]string // as recorded → as here
}

var oktaID = regexp.MustCompile(`\b[0-9A-Za-z]{20}\b`)

func (r *replay) step(name string, recorded interaction) {
	r.t.Helper()
	path, _, _ := strings.Cut(recorded.URL, "?")
	operation := recorded.Method + " " + oktaID.ReplaceAllString(path, "{}")
	switch {
	case operation == "POST /api/v1/apps":
		r.addApp(recorded.Response.(map[string]any))
		return
	case slices.Contains(outside, operation):
		return
	case recorded.Status == 423: // happens when Okta is busy with something else
		_ = r.sim.faults.Add(Fault{Route: path, Method: recorded.Method, Status: 423, Times: 1})
	}
	got := r.call(recorded.Method, r.here(recorded.URL), r.translate(recorded.Request))
	if got.status != recorded.Status {
		r.t.Fatalf("%s: recorded %d, got %d %v", name, recorded.Status, got.status, got.body)
	}
	if len(recorded.Headers["Link"]) != 0 && len(got.header["Link"]) != len(recorded.Headers["Link"]) {
		r.t.Errorf("%s: recorded links %v, got %v", name, recorded.Headers["Link"], got.header["Link"])
	}
	for _, difference := range r.compare("", recorded.Response, got.body) {
		r.t.Errorf("%s: %s", name, difference)
	}
}

func (r *replay) here(text string) string {
	return oktaID.ReplaceAllStringFunc(text, func(id string) string {
		if here, known := r.ids[id]; known {
			return here
		}
		return id
	})
}

func (r *replay) translate(value any) any {
	content, _ := json.Marshal(value)
	var out any
	_ = json.Unmarshal([]byte(r.here(string(content))), &out)
	return out
}

// compare lists differences in keys and types, and learns ids on the way.
func (r *replay) compare(at string, want, got any) []string {
	if id, ok := want.(string); ok && strings.HasSuffix(at, ".id") {
		if here, ok := got.(string); ok {
			r.ids[id] = here
		}
	}
	switch want := want.(type) {
	case map[string]any:
		got, ok := got.(map[string]any)
		if !ok {
			return []string{at + ": recorded an object"}
		}
		return r.compareKeys(at, want, got)
	case []any:
		got, ok := got.([]any)
		if !ok {
			return []string{at + ": recorded a list"}
		}
		return r.compareItems(at, want, got)
	default:
		if a, b := fmt.Sprintf("%T", want), fmt.Sprintf("%T", got); a != b {
			return []string{fmt.Sprintf("%s: recorded %s, got %s", at, a, b)}
		}
		return nil
	}
}

func (r *replay) compareKeys(at string, want, got map[string]any) []string {
	var differences []string
	keys := maps.Clone(want)
	maps.Copy(keys, got)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		path := at + "." + key
		_, recorded := want[key]
		_, here := got[key]
		switch {
		case recorded && here:
			differences = append(differences, r.compare(path, want[key], got[key])...)
		case slices.ContainsFunc(volatile, func(one string) bool { return strings.HasSuffix(path, "."+one) }):
		case recorded:
			differences = append(differences, path+": recorded, but not here")
		default:
			differences = append(differences, path+": here, but not recorded")
		}
	}
	return differences
}

// compareItems expects as many items, except where settings differ that nobody
// can choose here and where a skipped call would have changed a list.
func (r *replay) compareItems(at string, want, got []any) []string {
	if len(want) != len(got) && !strings.Contains(at, ".oauthClient.") && !strings.HasSuffix(at, ".users.exclude") {
		return []string{fmt.Sprintf("%s: recorded %d items, got %d", at, len(want), len(got))}
	}
	var differences []string
	for i := range min(len(want), len(got)) {
		differences = append(differences, r.compare(at+"[]", want[i], got[i])...)
	}
	return differences
}

// addApp stands in for the creation of an application, which the simulator does
// not have: it takes over what the recorded answer says of it.
func (r *replay) addApp(recorded map[string]any) {
	signIn := []Attribute{
		{Name: "zoneinfo", Default: "America/Los_Angeles"},
		{Name: "locale", Default: "en_US"},
		{Name: "given_name", From: "firstName"},
		{Name: "family_name", From: "lastName"},
		{Name: "name", From: "name"},
		{Name: "email", From: "email"},
	}
	for _, name := range []string{
		"street_address", "country", "website", "birthdate", "gender", "formatted", "profile", "locality",
		"middle_name", "picture", "nickname", "phone_number", "region", "postal_code",
	} {
		signIn = append(signIn, Attribute{Name: name})
	}
	id := newID(appPrefix)
	r.ids[recorded["id"].(string)] = id
	err := r.sim.state.seedApp(SeedApp{
		ID: id, Name: recorded["name"].(string), Label: recorded["label"].(string), SignOnMode: openIDConnect, Attributes: signIn,
	}, nil, r.now)
	if err != nil {
		r.t.Fatal(err)
	}
}
