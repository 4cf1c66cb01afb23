package pgtest

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The test runs itself again as a process that says where its cluster is and then
// waits to be killed.
const childVariable = "CURFEW_PGTEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) == "" {
		os.Exit(m.Run())
	}
	started, err := running()
	if err != nil {
		panic(err)
	}
	_, _ = os.Stdout.WriteString(started.directory + " " + started.url("postgres") + "\n")
	select {}
}

func TestClusterEndsWhenTheProcessIsKilled(t *testing.T) {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childVariable+"=1")
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 1000)
	n, err := output.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	directory, url, _ := strings.Cut(strings.TrimSpace(string(line[:n])), " ")
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatalf("before the kill the server answers: %v", err)
	}
	defer func() { _ = conn.Close(context.Background()) }()

	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed

	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		_, err := os.Stat(directory)
		if os.IsNotExist(err) && conn.Ping(context.Background()) != nil {
			return
		}
	}
	t.Fatalf("the server or its directory %s outlives the process that started it", directory)
}
