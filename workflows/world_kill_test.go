package workflows

import "context"

// KillSwitchOver lets everything through: no kill switch stands in this world.
func (w *world) KillSwitchOver(context.Context, []string) (string, error) { return "", nil }
