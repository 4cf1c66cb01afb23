package temporalchild

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// behaviour is the variable that turns this test binary into a child.
const behaviour = "FAKE_CHILD"

const readyLine = `{"ready":true,"frontend":"127.0.0.1:17233","ui":"http://127.0.0.1:18233","server":"1.32.1","ui_version":"2.55.0"}`

func TestMain(m *testing.M) {
	if how := os.Getenv(behaviour); how != "" {
		os.Exit(behave(how))
	}
	os.Exit(m.Run())
}

// behave is the life of a fake child. Every run leaves a mark in the directory of
// its database, so that tests can count them.
func behave(how string) int {
	database := os.Args[2]
	mark, err := os.CreateTemp(filepath.Dir(database), "run-*")
	if err != nil {
		return 9
	}
	_, _ = fmt.Fprintf(mark, "%s", strings.Join(os.Args[1:], " "))
	_ = mark.Close()
	switch how {
	case "refuse":
		fmt.Println(`{"error":{"code":"port_in_use","message":"Port 7233 is taken; choose another with --port.","flag":"--port"}}`)
		return 1
	case "crash":
		return 2
	case "babble":
		fmt.Println("hello")
		return 0
	case "silent": // until its input ends
	case "deaf":
		fmt.Println(readyLine)
		time.Sleep(time.Minute)
	case "die once":
		fmt.Println(readyLine)
		if len(runs(filepath.Dir(database))) == 1 {
			time.Sleep(50 * time.Millisecond)
			return 3
		}
	default:
		fmt.Println(readyLine)
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

func runs(directory string) []string {
	found, _ := filepath.Glob(filepath.Join(directory, "run-*"))
	return found
}

// fake are options for a child that behaves so, and the directory of its marks.
func fake(t *testing.T, how string) (Options, string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	directory := t.TempDir()
	return Options{
		Program: program, Database: filepath.Join(directory, "temporal.db"), LogFile: filepath.Join(directory, "temporal.log"),
		Namespace: "curfew", Attributes: map[string]string{"B": "Bool", "A": "Keyword"},
		Environ: append(os.Environ(), behaviour+"="+how), Stderr: io.Discard, Log: slog.New(slog.DiscardHandler),
	}, directory
}
