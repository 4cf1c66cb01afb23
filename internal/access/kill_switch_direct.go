package access

// DirectLine is the id of the audit line that says that a lease is ended directly, past
// the run that owns it. By these lines the runs are told when they are back.
func (k KillSwitch) DirectLine(leaseID string) string {
	return "kill-switch/" + k.ID + "/direct/" + leaseID
}
