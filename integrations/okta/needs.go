package okta

// needs are the calls that each piece of work takes in the ordinary case. What
// comes on top, the rules of the organisation or the reason for a 404, is taken
// call by call.
type needs struct{ read, provision, deprovision calls }

// A membership is looked at in the user's groups and, where it is not there, in
// the group itself. Before somebody joins, the user is read as well.
var membershipNeeds = needs{
	read:        calls{classUser: 1, classGroup: 1},
	provision:   calls{classUser: 3, classGroup: 2},
	deprovision: calls{classUser: 2, classGroup: 2},
}

// An assignment that is not there is looked at three times: itself, the
// application, the user.
var assignmentNeeds = needs{
	read:        calls{classApp: 2, classUser: 1},
	provision:   calls{classApp: 4, classUser: 2},
	deprovision: calls{classApp: 4, classUser: 1},
}

func (m *membership) needs() needs { return membershipNeeds }
func (a *assignment) needs() needs { return assignmentNeeds }
