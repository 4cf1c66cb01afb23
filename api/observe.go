package api

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/google/uuid"
)

// observe is the outermost layer: it names each call, keeps panics from taking
// the process down, and writes one log line a call. The line holds the path but
// never the query, a header or a body.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		c := &call{id: uuid.NewString(), ip: s.caller(r), seen: newLookups(s.records)}
		c.local = s.isLocal(r, c.ip)
		r = withCall(r, c)
		w.Header().Set("X-Request-Id", c.id)
		answer := &answer{ResponseWriter: w}
		defer func() {
			if panicked := recover(); panicked != nil {
				if err, ok := panicked.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(panicked)
				}
				s.log.Error("panic", "call", c.id, "panic", fmt.Sprint(panicked), "stack", string(debug.Stack()))
				if answer.status == 0 {
					problem, _ := problemOf(fmt.Errorf("panic"), c.id)
					writeProblem(answer, problem)
				}
			}
			s.log.Info("call", "call", c.id, "method", r.Method, "path", r.URL.Path, "status", answer.status,
				"bytes", answer.bytes, "took", time.Since(begun).Round(time.Microsecond), "ip", c.ip, "person", c.me.ID)
		}()
		next.ServeHTTP(answer, r)
	})
}

// answer remembers what was answered, for the log.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(data []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(data)
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
