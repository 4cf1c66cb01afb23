package api

import (
	"bytes"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

// console serves the web app. Its files under assets/ are named by their content
// and may be kept for ever; every path that is no file is the app itself, which
// knows its own addresses.
func (s *Server) console() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			s.fail(w, r, &misfit{http.StatusMethodNotAllowed, routingRefusal(http.StatusMethodNotAllowed)})
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		asset := strings.HasPrefix(name, "assets/")
		content, err := s.consoleFile(name)
		if err != nil && !asset {
			name = "index.html"
			content, err = s.consoleFile(name)
		}
		if err != nil {
			s.fail(w, r, routingRefusal(http.StatusNotFound))
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		if asset {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
	})
}

func (s *Server) consoleFile(name string) ([]byte, error) {
	if s.options.Console == nil || name == "" {
		return nil, &access.Refusal{Code: access.CodeNotFound, Message: "no such file"}
	}
	return fs.ReadFile(s.options.Console, name)
}
