// Package document finds the files that describe automations, and the place in
// their text that a problem is about, and shows that place with the source line
// underlined. What a definition means is builder's; this knows only how it is written.
package document
