package oktasim

import (
	"net/http"
	"strconv"
	"testing"
	"time"
)

func TestCallsAreCountedPerMinuteAndClass(t *testing.T) {
	o := open(t, Options{Seed: Company(), Limits: map[string]int{classGroups: 3}})
	for left := 2; left >= 0; left-- {
		got := o.want(200, "", "GET", "/api/v1/groups", nil)
		if got.header.Get("X-Rate-Limit-Limit") != "3" || got.header.Get("X-Rate-Limit-Remaining") != strconv.Itoa(left) ||
			got.header.Get("X-Rate-Limit-Reset") != strconv.FormatInt(o.now.Unix()+60, 10) {
			t.Fatalf("with %d left: %v", left, got.header)
		}
	}
	got := o.want(429, "E0000047", "GET", "/api/v1/groups", nil)
	if date, err := http.ParseTime(got.header.Get("Date")); err != nil || !date.Equal(o.now) {
		t.Errorf("the date is %s and not the simulator's %s", date, o.now)
	}
	o.want(200, "", "GET", "/api/v1/groups/"+GroupDemoLounge, nil)
	o.now = o.now.Add(time.Minute)
	o.want(200, "", "GET", "/api/v1/groups", nil)
}

func TestALimitThatDoesNotExistIsRefused(t *testing.T) {
	for class, limit := range map[string]int{"/api/v1/nothing": 5, classGroups: 0} {
		if _, err := New(Options{Limits: map[string]int{class: limit}}); err == nil {
			t.Errorf("%s: %d was taken", class, limit)
		}
	}
}

func TestOnlyTheTokenIsLetIn(t *testing.T) {
	o := brightwater(t)
	for _, authorization := range []string{"", "SSWS ", "SSWS wrong", "Bearer " + token, token, "ssws " + token} {
		request, _ := http.NewRequest("DELETE", o.url+"/api/v1/users/"+UserID(LoginAdaLindqvist), nil)
		request.Header.Set("Authorization", authorization)
		if got, err := answered(t, request); err != nil || got.status != 401 || got.text("errorCode") != "E0000011" {
			t.Errorf("%q: %v %v", authorization, got, err)
		}
	}
	open, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	o.sim.token = open.token
	o.want(401, "E0000011", "GET", "/api/v1/users", nil)
}
