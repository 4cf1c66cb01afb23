package temporalchild

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
)

// Ready is where a child listens.
type Ready struct {
	Frontend string `json:"frontend"` // host:port
	UI       string `json:"ui"`       // a URL
	Server   string `json:"server"`   // Temporal's version
}

// Failure is why a child did not start, in its own words.
type Failure struct {
	Code    string `json:"code"`
	Message string `json:"message"` // one sentence; it names the child's flags
	Flag    string `json:"flag"`
}

func (f *Failure) Error() string { return f.Message }

var errNoLine = errors.New("it ended without a word")

// readAnnouncement reads the child's one line.
func readAnnouncement(out io.Reader) (Ready, error) {
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		return Ready{}, errNoLine
	}
	var said struct {
		Ready
		IsReady bool     `json:"ready"`
		Error   *Failure `json:"error"`
	}
	switch err := json.Unmarshal(line, &said); {
	case err != nil:
		return Ready{}, err
	case said.Error != nil:
		return Ready{}, said.Error
	case !said.IsReady || said.Frontend == "":
		return Ready{}, errNoLine
	}
	return said.Ready, nil
}
