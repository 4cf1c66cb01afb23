// Package integrations says what every connector promises (Provider) and with
// which errors it answers, and what facts and hooks promise (Outside). Each
// connector has a folder of its own below this one and passes the suite in
// providertest; package hook is the Outside that speaks HTTP.
package integrations
