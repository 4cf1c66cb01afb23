// Package okta is the connector to an Okta organisation: membership of groups
// ("group/<id>"), individual assignments of applications with a profile
// ("app/<id>"), and the people of the directory.
//
// It owns everything that is peculiar to Okta: which of its answers are
// authoritative, which groups may be touched, what its errors mean, how many
// calls a minute it allows. What it promises is integrations.Provider; who calls
// it, when and how often is decided elsewhere. It is the only importer of Okta's
// SDK, whose errors never leave it.
package okta
