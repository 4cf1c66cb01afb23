package workflows

// What runs that are under way do otherwise than when they began, each with the month
// it was changed in. A run that came by before does as it did then.
const (
	// versionLatePages: an owner tells people of an end that is late.
	versionLatePages = "2026-11-late-pages"
	// versionMaximumWhenProlonged: what prolongs access looks at the longest time that
	// the entitlement allows by then.
	versionMaximumWhenProlonged = "2026-11-maximum-when-prolonged"
	// versionReviewEscalates: a review that is overdue asks more people, and one that
	// nobody did is told of.
	versionReviewEscalates = "2026-11-review-escalates"
)
