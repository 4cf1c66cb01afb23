// Package integrations says what every connector promises (Provider), what some
// can do besides (Inventory, Paced) and with which errors they answer, and what
// facts and hooks promise (Outside). Each connector has a folder of its own below
// this one and passes the suite in providertest; package hook is the Outside that
// speaks HTTP.
package integrations
