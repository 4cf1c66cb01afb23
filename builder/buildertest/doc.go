// Package buildertest draws automations that are right, together with a world in
// which they are, for property tests of everything that reads them: the language
// itself, and the workflows that run its plans. What it draws is valid by
// construction and not by trying: it never asks the checker.
package buildertest
