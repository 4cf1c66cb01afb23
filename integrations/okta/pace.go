package okta

import "github.com/curfewhq/curfew/integrations"

// callsPerMinute is what an organisation allows on groups as it comes. One may have
// other limits; the connector keeps to what the answers say.
const callsPerMinute = 500

// RemovalsPerMinute is how many memberships can be taken away in a minute within
// Okta's limits, with what ends leave to everybody else and to emergencies. A
// removal takes two calls, as it is read back.
func RemovalsPerMinute() int {
	return (callsPerMinute - integrations.Ending.Reserve(callsPerMinute)) / 2
}
