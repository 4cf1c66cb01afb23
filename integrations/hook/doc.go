// Package hook asks facts of outside systems and posts events to them over HTTP,
// signed as Standard Webhooks (https://www.standardwebhooks.com, version 1.0.0)
// says, and checks the same signature on events that come in.
//
// A fact is asked two questions, each a GET of its address: of one person by
// ?person=ada&email=…&matter=…, which is answered by {"true": true}, and of whom it
// is true by ?who=now, which names no person and is answered by {"logins": ["ada"]}.
// Neither answer can be read as the other.
//
// What an outside system answers is never followed, and kept short: redirects are
// refused, bodies are read up to a limit, and an address or a secret never becomes
// part of an error.
package hook
