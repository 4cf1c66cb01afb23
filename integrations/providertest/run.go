package providertest

import "testing"

// Run tests a connector against everything that a Provider promises. open is
// called for every test and gives it a system of its own.
func Run(t *testing.T, open func(t *testing.T) Harness) {
	t.Helper()
	for _, promise := range []struct {
		name  string
		holds func(t *testing.T, h Harness)
	}{
		{"credentials that are not accepted are refused with a sentence", refusesCredentials},
		{"what something else manages is reported and left alone", leavesManagedAlone},
		{"a key that is not this connector's is refused", refusesForeignKey},
		{"a subject that is gone can be given nothing and holds nothing", subjectGone},
		{"a resource that is gone can be given to nobody and is held by nobody", resourceGone},

		{"provisioning gives what is wanted and has one effect", provisionsOnce},
		{"deprovisioning takes it away and has one effect", deprovisionsOnce},
		{"reading back is what is", readsWhatIs},
		{"provisioning over an existing one changes nothing", keepsExisting},
		{"a lower tier replaces a higher one", lowersTier},
		{"an empty attribute is unset", unsetsAttribute},
		{"attributes that nobody named stay", keepsOtherAttributes},

		{"a rate limit is told with its moment and changes nothing", tellsMoment},
		{"a system that is down leaves the outcome unknown", downIsUnknown},
		{"a call lost before its effect is unknown and repeating it converges", lostBefore},
		{"an answer lost after its effect is unknown and repeating it converges", lostAfter},
		{"an effect that lands late is taken away by the next end", lateEffect},
		{"the deadline of the context is honoured", honoursDeadline},
		{"different keys can be changed at the same time", concurrentKeys},

		{"a listing names everybody once, however many pages it takes", listsEverybodyOnce},
		{"a listing says of each holder what reading back says", listsAsReadBack},
		{"whoever stays while it is listed is listed", listsWhoStays},
		{"a listing goes on with the same page after a failure", listsOnAfterFailures},
		{"a resource that goes while it is listed is gone, and a foreign one refused", listsNothingThatIsGone},
		{"reading back knows better than a list that lags behind", listsBehind},

		{"a check finds nothing wrong with a system that works", checkIsQuiet},
		{"a check names what is wrong", checkNames},
	} {
		t.Run(promise.name, func(t *testing.T) { promise.holds(t, open(t)) })
	}
}
