package builder

import "github.com/curfewhq/curfew/internal/access"

// The form of plans before the language had its last five kinds. It must stay as it
// is: requests that began then carry these bytes.
type (
	planFormat1 struct {
		Format     int           `json:"format"`
		Automation string        `json:"automation"`
		Title      string        `json:"title"`
		Steps      []stepFormat1 `json:"steps"`
	}
	stepFormat1 struct {
		ID        string            `json:"id"`
		Kind      Kind              `json:"kind"`
		Title     string            `json:"title"`
		Next      []Exit            `json:"next"`
		Request   *requestFormat1   `json:"request"`
		Condition *conditionFormat1 `json:"condition"`
		Approval  *approvalFormat1  `json:"approval"`
		Grant     *struct {
			GiveUp Duration `json:"give_up"`
		} `json:"grant"`
		Notify *notifyFormat1 `json:"notify"`
		End    *EndStep       `json:"end"`
	}
	requestFormat1 struct {
		Entitlements   []string          `json:"entitlements"`
		Visible        string            `json:"visible"`
		ReasonRequired bool              `json:"reason_required"`
		Questions      []questionFormat1 `json:"questions"`
		Duration       struct {
			Default Duration `json:"default"`
			Max     Duration `json:"max"`
			Limits  []struct {
				When string   `json:"when"`
				Max  Duration `json:"max"`
			} `json:"limits"`
		} `json:"duration"`
		Windows bool `json:"windows"`
	}
	questionFormat1 struct {
		ID       string   `json:"id"`
		Label    string   `json:"label"`
		Help     string   `json:"help"`
		Type     string   `json:"type"`
		Required bool     `json:"required"`
		Choices  []string `json:"choices"`
		Pattern  string   `json:"pattern"`
	}
	conditionFormat1 struct {
		Branches []struct {
			Port string `json:"port"`
			When string `json:"when"`
		} `json:"branches"`
	}
	approvalFormat1 struct {
		Approvers []ruleFormat1 `json:"approvers"`
		Quorum    int           `json:"quorum"`
		Timeout   Duration      `json:"timeout"`
	}
	notifyFormat1 struct {
		To        []ruleFormat1 `json:"to"`
		Requester bool          `json:"requester"`
		Subject   bool          `json:"subject"`
		Text      string        `json:"text"`
	}
	ruleFormat1 struct {
		Manager string `json:"manager"`
		Person  string `json:"person"`
		Group   string `json:"group"`
		Owner   string `json:"owner"`
	}
)

// upgraded is the same plan in this program's format: windows meant one time from
// and until, and a message went to people only.
func (p planFormat1) upgraded() Plan {
	plan := Plan{Format: PlanFormat, Automation: p.Automation, Title: p.Title}
	for _, old := range p.Steps {
		step := Step{ID: old.ID, Kind: old.Kind, Title: old.Title, Next: old.Next, End: old.End}
		if old.Request != nil {
			step.Request = old.Request.upgraded()
		}
		if old.Condition != nil {
			step.Condition = &ConditionStep{}
			for _, branch := range old.Condition.Branches {
				step.Condition.Branches = append(step.Condition.Branches, Branch{Port: branch.Port, When: branch.When})
			}
		}
		if old.Approval != nil {
			step.Approval = &ApprovalStep{Approvers: upgradedRules(old.Approval.Approvers), Quorum: old.Approval.Quorum, Timeout: old.Approval.Timeout}
		}
		if old.Grant != nil {
			step.Grant = &GrantStep{GiveUp: old.Grant.GiveUp}
		}
		if old.Notify != nil {
			step.Notify = &NotifyStep{
				To:   Recipients{People: upgradedRules(old.Notify.To), Requester: old.Notify.Requester, Subject: old.Notify.Subject},
				Text: old.Notify.Text,
			}
		}
		plan.Steps = append(plan.Steps, step)
	}
	return plan
}

func (r *requestFormat1) upgraded() *RequestStep {
	step := &RequestStep{
		Entitlements: r.Entitlements, Visible: r.Visible, ReasonRequired: r.ReasonRequired,
		Duration: Durations{Default: r.Duration.Default, Max: r.Duration.Max},
	}
	for _, limit := range r.Duration.Limits {
		step.Duration.Limits = append(step.Duration.Limits, Limit{When: limit.When, Max: limit.Max})
	}
	for _, old := range r.Questions {
		step.Questions = append(step.Questions, Question{
			ID: old.ID, Label: old.Label, Help: old.Help, Type: old.Type,
			Required: old.Required, Choices: old.Choices, Pattern: old.Pattern,
		})
	}
	if r.Windows {
		step.Windows = &WindowRules{Absolute: true}
	}
	return step
}

func upgradedRules(old []ruleFormat1) []access.ApproverRule {
	var rules []access.ApproverRule
	for _, rule := range old {
		rules = append(rules, access.ApproverRule{Manager: rule.Manager, Person: rule.Person, Group: rule.Group, Owner: rule.Owner})
	}
	return rules
}
