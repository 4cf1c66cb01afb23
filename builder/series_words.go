package builder

import "github.com/curfewhq/curfew/internal/access"

// SeriesWords is hours that come again in one phrase: "every Monday and Thursday
// from 08:00 to 12:00 (Europe/Berlin)". What cannot be read has no words: "".
func SeriesWords(asked access.Series) string {
	series, refusal := Plan{}.readSeries(asked)
	if refusal != nil {
		return ""
	}
	return series.Words()
}
