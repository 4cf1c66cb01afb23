package main

import "github.com/curfewhq/curfew/builder"

// differences tells what changed in words. Documents that mean the same differ in
// how they are written.
func differences(before, after builder.Definition) []builder.Difference {
	if found := builder.Differences(before, after); len(found) > 0 {
		return found
	}
	return []builder.Difference{{Change: builder.ChangeChanged, Words: "Only how it is written: comments, spacing or order."}}
}
