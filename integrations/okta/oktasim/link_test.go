package oktasim

import "strings"

func linkTo(r response, rel string) string {
	for _, link := range r.header["Link"] {
		if target, found := strings.CutSuffix(link, `>; rel="`+rel+`"`); found {
			return strings.TrimPrefix(target, "<")
		}
	}
	return ""
}
