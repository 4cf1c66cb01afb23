// Package config reads the configuration: a YAML file and the environment, merged
// into one typed value, the environment over the file over the defaults.
//
// Every setting has a key ("okta.org_url") and the variable that goes with it
// (CURFEW_OKTA_ORG_URL). A setting nobody knows is an error in either place, since
// a misspelt one would otherwise silently be its default. A secret may also be
// named by the file that holds it ("okta.api_token_file"), and no Config ever
// prints one.
//
// The package knows values, not what is behind them: whether a server answers is
// for `curfew doctor` to find out.
package config
