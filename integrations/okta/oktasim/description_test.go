package oktasim

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// deviations are where the service itself answers something else than its
// description says, as the recordings show; the simulator follows the service.
var deviations = []struct{ where, why string }{
	{`/externalId": Value is not nullable`, "an assignment without an external id has externalId null (readAppUserAssignments_read)"},
	{`/accessibility/(error|login)RedirectUrl": Value is not nullable`, "unset pages of an application are null (AppGroupAssignment_crud)"},
	{`/universalLogout": Value is not nullable`, "so is an unset universal logout (AppGroupAssignment_crud)"},
}

// undescribed are answers that every operation can give and none describes.
var undescribed = []int{http.StatusUnauthorized, http.StatusMethodNotAllowed}

// described checks every answer against Okta's description and notes which
// operations were answered with success.
type described struct {
	t      *testing.T
	router routers.Router
	next   http.Handler
	seen   map[string]bool
	met    map[string]bool // deviations met
}

func TestEveryAnswerIsAsOktaDescribesIt(t *testing.T) {
	folder := reference(t)
	loader := openapi3.NewLoader()
	description, err := loader.LoadFromFile(filepath.Join(folder, "management-openapi-trimmed.json"))
	if err != nil {
		t.Fatal(err)
	}
	description.Servers = nil
	router, err := legacy.NewRouter(description, openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation(), openapi3.DisableSchemaPatternValidation())
	if err != nil {
		t.Fatal(err)
	}
	checker := &described{t: t, router: router, seen: map[string]bool{}, met: map[string]bool{}}
	o := brightwater(t)
	checker.next = o.sim
	server := httptest.NewServer(checker)
	defer server.Close()
	o.url = server.URL

	everyOperation(o)

	for path, item := range description.Paths.Map() {
		for method := range item.Operations() {
			if !checker.seen[method+" "+path] {
				t.Errorf("%s %s was never answered with success", method, path)
			}
		}
	}
	for _, one := range deviations {
		if !checker.met[one.where] {
			t.Errorf("the deviation %q was not met: take it off the list", one.where)
		}
	}
}

func (d *described) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	recorder := httptest.NewRecorder()
	d.next.ServeHTTP(recorder, r)
	r.Body = io.NopCloser(bytes.NewReader(body))
	if !slices.Contains(undescribed, recorder.Code) {
		d.check(r, recorder)
	}
	for name, values := range recorder.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(recorder.Code)
	_, _ = w.Write(recorder.Body.Bytes())
}

func (d *described) check(r *http.Request, got *httptest.ResponseRecorder) {
	route, params, err := d.router.FindRoute(r)
	if err != nil {
		d.t.Errorf("%s %s is not described: %v", r.Method, r.URL, err)
		return
	}
	if got.Code < 300 {
		d.seen[r.Method+" "+route.Path] = true
	}
	err = openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route},
		Status:                 got.Code, Header: got.Header(), Body: io.NopCloser(bytes.NewReader(got.Body.Bytes())),
		Options: &openapi3filter.Options{MultiError: true, IncludeResponseStatus: true},
	})
	for _, problem := range flat(err) {
		if !d.known(problem) {
			d.t.Errorf("%s %s answered %d: %s", r.Method, r.URL, got.Code, problem)
		}
	}
}

func (d *described) known(problem string) bool {
	for _, one := range deviations {
		if regexp.MustCompile(one.where).MatchString(problem) {
			d.met[one.where] = true
			return true
		}
	}
	return false
}

func flat(err error) []string {
	if err == nil {
		return nil
	}
	var out []string
	for line := range strings.SplitSeq(err.Error(), " | ") {
		out = append(out, line)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// everyOperation makes every call of the table at least once, and each error.
func everyOperation(o *organisation) {
	ada, freya := UserID(LoginAdaLindqvist), UserID(LoginFreyaOlsen)
	profile := map[string]any{"login": "new.person@brightwater.example", "email": "new.person@brightwater.example", "firstName": "New", "lastName": "Person"}
	made := o.want(200, "", "POST", "/api/v1/users?activate=false", map[string]any{"profile": profile}).text("id")
	o.want(400, "E0000001", "POST", "/api/v1/users", map[string]any{"profile": profile})
	o.want(200, "", "POST", "/api/v1/users/"+made, map[string]any{"profile": map[string]any{"title": "Tester"}})
	o.want(200, "", "POST", "/api/v1/users/"+made+"/lifecycle/activate?sendEmail=false", nil)
	o.want(403, "E0000016", "POST", "/api/v1/users/"+made+"/lifecycle/activate", nil)
	o.want(400, "E0000001", "POST", "/api/v1/users/"+made+"/lifecycle/suspend", nil)
	o.want(200, "", "POST", "/api/v1/users/"+freya+"/lifecycle/suspend", nil)
	o.want(204, "", "DELETE", "/api/v1/users/"+freya+"/sessions", nil)
	o.want(200, "", "POST", "/api/v1/users/"+made+"/lifecycle/deactivate", nil)
	for _, path := range []string{"/api/v1/users", "/api/v1/users/" + made, "/api/v1/users/" + freya, "/api/v1/users/" + ada + "/groups"} {
		o.want(200, "", "GET", path, nil)
	}
	o.want(204, "", "DELETE", "/api/v1/users/"+made, nil)
	o.want(404, "E0000007", "GET", "/api/v1/users/"+made, nil)
	o.want(405, "E0000022", "PUT", "/api/v1/users", nil)

	team := o.want(200, "", "POST", "/api/v1/groups", map[string]any{"profile": map[string]any{"name": "team"}}).text("id")
	o.want(200, "", "PUT", "/api/v1/groups/"+team, map[string]any{"profile": map[string]any{"name": "team", "description": "x"}})
	o.want(204, "", "PUT", "/api/v1/groups/"+team+"/users/"+ada, nil)
	o.want(403, "E0000006", "PUT", "/api/v1/groups/"+GroupSalesforceQueue+"/users/"+ada, nil)
	for _, path := range []string{"/api/v1/groups", "/api/v1/groups/" + team, "/api/v1/groups/" + team + "/users"} {
		o.want(200, "", "GET", path, nil)
	}
	o.want(204, "", "DELETE", "/api/v1/groups/"+team+"/users/"+ada, nil)

	body := map[string]any{
		"type": "group_rule", "name": "testers",
		"conditions": map[string]any{"expression": map[string]any{"value": `user.title=="Tester"`, "type": "urn:okta:expression:1.0"}},
		"actions":    map[string]any{"assignUserToGroups": map[string]any{"groupIds": []string{team}}},
	}
	made = o.want(200, "", "POST", "/api/v1/groups/rules", body).text("id")
	o.want(204, "", "POST", "/api/v1/groups/rules/"+made+"/lifecycle/activate", nil)
	o.want(200, "", "GET", "/api/v1/groups/rules", nil)
	o.want(200, "", "GET", "/api/v1/groups/rules/"+made, nil)
	o.want(204, "", "POST", "/api/v1/groups/rules/"+made+"/lifecycle/deactivate", nil)
	o.want(202, "", "DELETE", "/api/v1/groups/rules/"+made, nil)

	sales := "/api/v1/apps/" + AppSalesforce
	o.want(200, "", "GET", "/api/v1/apps", nil)
	o.want(200, "", "GET", sales, nil)
	o.want(200, "", "GET", "/api/v1/apps/"+AppPayroll, nil)
	o.want(200, "", "GET", sales+"/users", nil)
	o.want(200, "", "POST", sales+"/users", map[string]any{"id": ada, "scope": "USER", "profile": map[string]any{"licenseType": "Pro"}})
	o.want(400, "E0000001", "POST", sales+"/users/"+ada, map[string]any{"profile": map[string]any{"licenseType": "Gold"}})
	o.want(200, "", "POST", sales+"/users/"+ada, map[string]any{"profile": map[string]any{"licenseType": nil}})
	o.want(200, "", "GET", sales+"/users/"+ada, nil)
	o.want(200, "", "PUT", sales+"/groups/"+team, map[string]any{})
	o.want(200, "", "GET", sales+"/groups/"+team, nil)
	o.want(204, "", "DELETE", sales+"/groups/"+team, nil)
	o.want(204, "", "DELETE", sales+"/users/"+ada, nil)
	o.want(403, "E0000046", "DELETE", sales+"/users/"+UserID(LoginOliviaGrant), nil)
	o.want(204, "", "DELETE", "/api/v1/groups/"+team, nil)
	o.want(200, "", "GET", "/api/v1/logs?until=2027-01-01T00:00:00Z", nil)
	_ = o.sim.faults.Add(Fault{Status: 429, ResetSeconds: 5, Times: 1})
	o.want(429, "E0000047", "GET", "/api/v1/users", nil)
}
