package oktasim

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
)

// A change about one person settles that person alone, which must be all there is
// to settle.
func TestAChangeAboutOnePersonLeavesNothingUnsettled(t *testing.T) {
	o := brightwater(t)
	random := rand.New(rand.NewPCG(3, 4))
	people := o.sim.state.users()
	groups := []string{GroupDemoLounge, GroupSalesOps, GroupEngineering, GroupJiraUsers}
	for range 80 {
		person, group := people[random.IntN(len(people))].ID, groups[random.IntN(len(groups))]
		switch random.IntN(4) {
		case 0:
			o.want(204, "", "PUT", "/api/v1/groups/"+group+"/users/"+person, nil)
		case 1:
			o.want(204, "", "DELETE", "/api/v1/groups/"+group+"/users/"+person, nil)
		case 2:
			o.want(200, "", "POST", salesforce+"/users", map[string]any{"id": person})
		case 3:
			o.call("DELETE", salesforce+"/users/"+person, nil) // refused where a group grants it
		}
		before, _ := json.Marshal(o.sim.state)
		o.sim.state.settle(o.sim.state.users(), o.now)
		if after, _ := json.Marshal(o.sim.state); string(before) != string(after) {
			t.Fatalf("something was left to settle after the last of %v", o.sim.Requests())
		}
	}
}
