package access

// OfTwoCopies is what counts of a lease that two places remember differently. What is
// over in either is over; otherwise the end of the higher revision counts, and of the
// same revision the earlier one.
func OfTwoCopies(one, other Lease) Lease {
	if other.State.Rank() > one.State.Rank() {
		one, other = other, one
	}
	if one.IssuedAt.IsZero() {
		one.IssuedAt = other.IssuedAt
	}
	if one.State.Over() {
		if one.State == Ending && one.OpenedAt.IsZero() {
			one.OpenedAt = other.OpenedAt
		}
		one.Rev = max(one.Rev, other.Rev)
		return one
	}
	moved := one.EndingAs(other)
	if other.Rev > one.Rev || other.Rev == one.Rev && moved.End().Before(one.End()) {
		return moved
	}
	return one
}
