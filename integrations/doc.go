// Package integrations says what every connector promises (Provider) and with
// which errors it answers. Each connector has a folder of its own below this one
// and passes the suite in providertest.
package integrations
