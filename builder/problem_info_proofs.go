package builder

// proofsProblems explains the codes CF4xx.
var proofsProblems = []ProblemInfo{
	{
		CodeUnapproved, Error,
		"A path leads to a grant although nobody approved and no auto_approve says why, or although the last approval on it denied or timed out.",
		"A condition that leads to the grant directly.",
		"Put an approval or an auto_approve on the path, and lead an approval's denied and timed_out elsewhere.",
	},
	{
		CodeSecondGrant, Error,
		"A path leads through two grants.",
		"A grant whose failed leads to another grant.",
		"End there, or ask anew.",
	},
	{
		CodeAfterGrant, Error,
		"After access has ended, a path leads to something else than messages, a review, a wait for a length of time and an end.",
		"An approval after the grant.",
		"Move it before.",
	},
	{
		CodeQuorum, Error,
		"An approval needs more people than it can ever ask.",
		"One person and a quorum of 2.",
		"Name more people or lower the quorum.",
	},
	{
		CodeQuorumTight, Warning,
		"An approval cannot be met when one of its people asks for access, as nobody decides about their own.",
		"One person, quorum 1.",
		"Name one more person, or a group.",
	},
	{
		CodeNoOwner, Error,
		"Only the owner is asked about an entitlement that nobody owns.",
		"`{owner: entitlement}` for an entitlement without owner.",
		"Give it an owner, or ask somebody else as well.",
	},
	{
		CodeUngranted, Warning,
		"No path leads to a grant, so nobody ever gets anything.",
		"Only an end step after the request.",
		"Draw a grant step.",
	},
	{
		CodeNothingToReview, Error,
		"A path leads to a review although no access has ended on it.",
		"A review before the grant.",
		"Move it behind the grant's way out `next`.",
	},
	{
		CodeClosedTooLong, Error,
		"A calendar that is waited for does not open once in every 14 days.",
		"Holidays on every day of three weeks.",
		"Remove some holidays, or open on more days.",
	},
	{
		CodeUnreviewed, Warning,
		"Access of high risk is given by an auto_approve, and nobody reviews it afterwards.",
		"An auto_approve, a grant and an end.",
		"Put a review behind the grant, or an approval before it.",
	},
	{
		CodeSeenByAll, Warning,
		"Everybody sees access of high risk in the portal.",
		"No `visible` for an entitlement of high risk.",
		"Say in `visible` who may ask for it.",
	},
	{
		CodeCliff, Warning,
		"So many people could hold it at once that taking it away from all of them would take long.",
		"10,000 people may see it, and the connector takes away from 500 a minute.",
		"Show it to fewer people, or raise the connector's rate.",
	},
	{
		CodeSamePeople, Warning,
		"An approval by people who have not approved before may find nobody, as an earlier one can ask the same.",
		"Two approvals by `{person: ada}`, the second with `separate: true`.",
		"Name somebody else as well, or a group.",
	},
	{
		CodeDenials, Error,
		"An approval needs more denials than it has people, so nobody could deny it.",
		"One person and `denials: 2`.",
		"Lower the number or name more people.",
	},
	{
		CodeUrgent, Warning,
		"A grant goes before everything else that waits for its system, ends included, and nobody reviews it afterwards. Where everything is urgent, nothing is.",
		"`urgent: true` in an automation without a review.",
		"Put a review behind the grant, or leave out `urgent`.",
	},
	{
		CodeOnCallAlone, Error,
		"Too few can be asked when nobody is on call, or when the one who is asks for access themselves: only whoever is on call is asked.",
		"`approvers: [{on_call: sre-primary}]` without a fallback.",
		"Ask somebody else as well; in an approval the `fallback` is enough.",
	},
	{
		CodeRetired, Error,
		"It offers an entitlement that is retired, so nobody would be given it.",
		"An entitlement that an admin retired after the automation was drawn.",
		"Offer another one, or bring it back in the catalogue first.",
	},
}
