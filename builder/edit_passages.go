package builder

// passage is how a source writes some lines of its plain form, by which is meant
// the source as the library writes it.
type passage struct {
	from, count int      // the lines of the plain form
	extra       []string // lines above that the source alone has
	written     []string
}

// passagesOf divides a plain form by the lines that it shares with its source. Left
// is what the source has more at the end.
func passagesOf(source, plain []documentLine) (passages []passage, left []string) {
	in := commonLines(loosely(plain), loosely(source))
	at := 0
	for i := 0; i < len(plain); {
		first := i
		for i < len(plain) && in[i] < 0 {
			i++
		}
		until := len(source)
		if i < len(plain) {
			until = in[i]
		}
		between := flat(source[at:until])
		at = until
		if first < i {
			passages = append(passages, passage{from: first, count: i - first, written: between})
			between = nil
		}
		if i < len(plain) {
			surplus := max(0, len(source[at].blank)-len(plain[i].blank))
			passages = append(passages, passage{
				from: i, count: 1,
				extra:   append(between, source[at].blank[:surplus]...),
				written: flat([]documentLine{{source[at].blank[surplus:], source[at].text}}),
			})
			at++
			i++
		}
	}
	return passages, flat(source[at:])
}

// flat is lines as they are written.
func flat(lines []documentLine) []string {
	var texts []string
	for _, one := range lines {
		texts = append(append(texts, one.blank...), one.text)
	}
	return texts
}
