package oktasim

import (
	"encoding/json"
	"net"
	"net/http"
	"strings"
)

const controlPath = "/_sim/"

func isControl(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, controlPath) }

// control serves the simulator's own API, to this machine only:
//
//	GET    /_sim/faults    what is ordered
//	POST   /_sim/faults    orders a list of faults
//	DELETE /_sim/faults    takes all orders back
//	POST   /_sim/land      lets late effects happen now
//	POST   /_sim/lag       lets lists of members and holders follow {"seconds": n} later
//	GET    /_sim/requests  the calls answered so far
//	DELETE /_sim/requests  forgets them
func (s *Sim) control(w http.ResponseWriter, r *http.Request) {
	if !fromHere(r) {
		reply(w, http.StatusForbidden, map[string]any{"error": "the simulator's own API answers to this machine only"})
		return
	}
	switch r.Method + " " + strings.TrimPrefix(r.URL.Path, controlPath) {
	case "GET faults":
		reply(w, http.StatusOK, s.faults.List())
	case "POST faults":
		s.order(w, r)
	case "DELETE faults":
		s.faults.Clear()
		w.WriteHeader(http.StatusNoContent)
	case "POST land":
		reply(w, http.StatusOK, map[string]any{"landed": s.faults.Land()})
	case "POST lag":
		s.lagging(w, r)
	case "GET requests":
		reply(w, http.StatusOK, append([]Request{}, s.Requests()...))
	case "DELETE requests":
		s.Forget()
		w.WriteHeader(http.StatusNoContent)
	default:
		reply(w, http.StatusNotFound, map[string]any{"error": "the simulator has faults, land, lag and requests under " + controlPath})
	}
}

// Forget empties the list of calls.
func (s *Sim) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recorder.clear()
}

func (s *Sim) order(w http.ResponseWriter, r *http.Request) {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, longestBody))
	decoder.DisallowUnknownFields()
	var faults []Fault
	err := decoder.Decode(&faults)
	if err == nil {
		err = s.faults.Add(faults...)
	}
	if err != nil {
		reply(w, http.StatusBadRequest, map[string]any{"error": err.Error()})
		return
	}
	reply(w, http.StatusOK, s.faults.List())
}

// fromHere accepts callers on this machine that also address it as this machine,
// and no web page that got a browser to call.
func fromHere(r *http.Request) bool {
	return loopback(r.RemoteAddr) && loopback(r.Host) && r.Header.Get("Origin") == ""
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
