package doctor

import "testing"

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{
		"the file is missing":             "The file is missing.",
		"It answers.":                     "It answers.",
		"https://example.okta.com is off": "https://example.okta.com is off.",
		"über":                            "Über.",
	} {
		if got := sentence(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
