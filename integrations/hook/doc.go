// Package hook asks facts of outside systems and posts events to them over HTTP,
// signed as Standard Webhooks (https://www.standardwebhooks.com, version 1.0.0)
// says, and checks the same signature on events that come in.
//
// What an outside system answers is never followed, and kept short: redirects are
// refused, bodies are read up to a limit, and an address or a secret never becomes
// part of an error.
package hook
