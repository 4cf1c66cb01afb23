package api

import (
	"context"
	"unicode"

	"github.com/labstack/echo/v4"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// rule says who may call one operation.
type rule struct {
	// public operations are for anybody; all others need a signed-in, active person.
	public bool
	// may answers nil or an *access.Refusal, given the operation's decoded input;
	// nil means that everyone (who is signed in) may. It notes in the call what it
	// is about, as soon as that is known to exist.
	may func(ctx context.Context, input any) error
	// refused names the audit line of a refused attempt; empty for reading.
	refused string
}

// rules is total over the contract: an operation without a rule keeps the server
// from starting.
func (s *Server) rules() map[string]rule {
	return map[string]rule{
		"getAbout":           {public: true},
		"listDemoPeople":     {public: true, may: s.demoOnly},
		"signInAsDemoPerson": {public: true, may: s.demoOnly, refused: "session.refused"},
		"getSession":         {},
		"signOut":            {},

		"listOffers": {},
		"checkForm":  {},
		"findPeople": {},

		"listEntitlements":     {},
		"getEntitlement":       {may: s.seesThisEntitlement},
		"changeEntitlement":    {may: s.changesThisEntitlement, refused: "entitlement.change_refused"},
		"retireEntitlement":    {may: s.changesThisEntitlement, refused: "entitlement.retire_refused"},
		"bringBackEntitlement": {may: s.changesThisEntitlement, refused: "entitlement.bring_back_refused"},

		"listRequests":    {may: s.scopeOfRequests},
		"submitRequest":   {refused: "request.refused"},
		"getRequest":      {may: s.seesThisRequest},
		"withdrawRequest": {may: s.askedThis, refused: "withdrawal.refused"},
		"extendRequest":   {may: s.holdsThis, refused: "extension.refused"},
		"stopRequest":     {may: s.stopsThis, refused: "request.stop_refused"},

		"listApprovals": {},
		"getApproval":   {may: s.seesThisApproval},
		"checkAnswers":  {may: s.isAskedForAnswers},
		"decide":        {may: s.seesWhatIsDecided, refused: "decision.refused"},

		"listDelegations": {},
		"setDelegation":   {refused: "delegation.refused"},
		"endDelegation":   {refused: "delegation.refused"},

		"getLateness": {may: s.staffOnly},
		"getForecast": {may: s.staffOnly},

		"listAccess":   {may: s.scopeOfAccess},
		"getAccess":    {may: s.seesThisAccess},
		"listAttempts": {may: s.seesTheseAttempts},
		"endAccess":    {may: s.endsThis, refused: "access.end_refused"},

		"listFindings":        {may: s.seesFindings},
		"resolveFinding":      {may: s.resolvesThis, refused: "finding.resolve_refused"},
		"listReconciliations": {may: s.staffOnly},
		"startReconciliation": {may: s.reconciles, refused: "reconciliation.refused"},

		"listAutomations": {may: s.staffOnly},
		"getAutomation":   {may: s.staffOnly},
		"listVersions":    {may: s.staffOnly},
		"getVersion":      {may: s.staffOnly},
		"getProposal":     {may: s.staffOnly},
		"listDifferences": {may: s.seesBothSides},
		"getDraft":        {may: s.adminsOnly},

		"saveDraft":           {may: s.adminsOnly, refused: "automation.save_refused"},
		"discardDraft":        {may: s.adminsOnly, refused: "automation.discard_refused"},
		"restoreVersion":      {may: s.adminsOnly, refused: "automation.restore_refused"},
		"publishDraft":        {may: s.adminsOnly, refused: "automation.publish_refused"},
		"confirmProposal":     {may: s.adminsOnly, refused: "automation.confirm_refused"},
		"rejectProposal":      {may: s.adminsOnly, refused: "automation.reject_refused"},
		"retireAutomation":    {may: s.adminsOnly, refused: "automation.retire_refused"},
		"bringBackAutomation": {may: s.adminsOnly, refused: "automation.bring_back_refused"},

		"getLanguageCatalog": {may: s.staffOnly},
		"getLanguageSchema":  {public: true},
		"listTemplates":      {may: s.staffOnly},
		"checkDefinition":    {may: s.adminsOnly, refused: "language.check_refused"},

		"listMessages": {},
		"readMessages": {},
		"listAudit":    {may: s.readsAudit},

		"listKillSwitches": {may: s.listsKillSwitches},
		"getKillSwitch":    {may: s.seesThisKillSwitch},
		"throwKillSwitch":  {may: s.throwsThis, refused: "kill_switch.throw_refused"},
		"liftKillSwitch":   {may: s.liftsThis, refused: "kill_switch.lift_refused"},

		"streamEvents": {},
		// Whoever has the source's secret; see verifyEvent, which stands before it.
		"receiveEvent": {public: true},
	}
}

// authorize stands before every operation: the rule first, then the operation,
// and a refusal by either of them is audited where the rule says so.
func (s *Server) authorize(next gen.StrictHandlerFunc, operation string) gen.StrictHandlerFunc {
	rule, known := s.allowed[lowerFirst(operation)]
	return func(c echo.Context, input any) (any, error) {
		ctx := c.Request().Context()
		if !known {
			return nil, access.Refuse(access.CodeForbidden, "Nobody may do this.")
		}
		var err error
		if rule.may != nil {
			err = rule.may(ctx, input)
		}
		if err == nil {
			var answer any
			if answer, err = next(c, input); err == nil {
				return answer, nil
			}
		}
		if rule.refused != "" {
			s.auditRefusal(ctx, rule.refused, err)
		}
		return nil, err
	}
}

// lowerFirst turns the generated name of an operation into the contract's.
func lowerFirst(name string) string {
	runes := []rune(name)
	runes[0] = unicode.ToLower(runes[0])
	return string(runes)
}
