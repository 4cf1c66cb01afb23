package builder

import "slices"

// kindSpec is what the language knows about one kind of step.
type kindSpec struct {
	info KindInfo
	// read makes the typed step of a config. What does not fit the description has
	// been reported and is left out.
	read func(config fields) body
}

// body is the typed config of one step. It is the very value that the plan carries.
type body interface {
	// ports are the names of the ways out, in the order in which a plan lists them.
	ports() []string
	// check reports what is wrong with the step by itself.
	check(within surroundings, found *nodeFindings)
	// lower puts the config into its place in a plan's step.
	lower(step *Step)
}

// Kinds lists the kinds of steps in the order of a palette.
func Kinds() []Kind {
	return []Kind{
		KindRequest, KindQuestions, KindCondition, KindApproval, KindAutoApprove, KindWait,
		KindGrant, KindReview, KindNotify, KindWebhook, KindEnd,
	}
}

// kindOf is the registry: what the language knows about a kind, if it is one.
func kindOf(kind Kind) (kindSpec, bool) {
	switch kind {
	case KindRequest:
		return requestKind(), true
	case KindQuestions:
		return questionsKind(), true
	case KindCondition:
		return conditionKind(), true
	case KindApproval:
		return approvalKind(), true
	case KindAutoApprove:
		return autoApproveKind(), true
	case KindWait:
		return waitKind(), true
	case KindGrant:
		return grantKind(), true
	case KindReview:
		return reviewKind(), true
	case KindNotify:
		return notifyKind(), true
	case KindWebhook:
		return webhookKind(), true
	case KindEnd:
		return endKind(), true
	default:
		return kindSpec{}, false
	}
}

// defaultPort names the port that an unconnected one follows, if any.
func (k kindSpec) defaultPort(port string) string {
	at := slices.IndexFunc(k.info.Ports, func(p Port) bool { return p.Name == port })
	if at < 0 {
		return ""
	}
	return k.info.Ports[at].LikeWhenOpen
}
