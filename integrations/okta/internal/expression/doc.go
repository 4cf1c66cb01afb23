// Package expression understands the part of Okta's expression language that
// group rules are mostly written in: attributes of the user, text, comparisons,
// and/or/not, and a few functions of String. Everything else it refuses to
// judge, which is an answer of its own: a caller never mistakes "I do not know"
// for "no".
//
// The language: https://developer.okta.com/docs/reference/okta-expression-language/
package expression
