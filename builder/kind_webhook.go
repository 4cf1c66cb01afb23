package builder

func webhookKind() kindSpec {
	return kindSpec{
		info: KindInfo{
			Kind:     KindWebhook,
			Title:    "Webhook",
			Sentence: "Sends a signed event to an outside system, and waits until it was taken.",
			Ports: []Port{
				{Name: PortNext, Label: "taken"},
				{Name: PortFailed, Label: "never taken", LikeWhenOpen: PortNext},
			},
			Fields: []Field{
				{Name: "hook", Type: FieldHook, Label: "Hook", Help: "Where it is sent: a name from the configuration.", Required: true, Max: maxTitle},
				{Name: "text", Type: FieldMessage, Label: "Text", Help: "What it says. " + listed("It may hold", placeholderTexts()), Max: maxMessage},
				{Name: "give_up", Type: FieldDuration, Label: "Give up after", Help: "How long sending is tried, at most 7d.", Default: defaultGiveUp.String(), Longest: maxGiveUp},
			},
		},
		read: func(config fields) body {
			return &WebhookStep{Hook: config.text("hook"), Text: config.text("text"), GiveUp: config.giveUp()}
		},
	}
}

// giveUp is how long something is tried.
func (f fields) giveUp() Duration {
	if f.has("give_up") {
		return f.duration("give_up")
	}
	return defaultGiveUp
}

func (s *WebhookStep) ports() []string { return []string{PortNext, PortFailed} }

func (s *WebhookStep) lower(step *Step) { step.Webhook = s }

func (s *WebhookStep) check(within surroundings, found *nodeFindings) {
	if s.Hook != "" {
		within.hook("hook", s.Hook, found)
	}
	checkMessage("text", s.Text, within, found)
}
