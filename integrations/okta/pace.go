package okta

// RemovalsPerMinute is how many memberships can be taken away in a minute within
// Okta's limits: 500 calls a minute on groups in an organisation as it comes, of
// which a fifth stays free for everybody else, and a removal takes two, as it is
// read back. An organisation may have other limits.
const RemovalsPerMinute = 500 * 4 / 5 / 2
