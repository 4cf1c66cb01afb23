package pgtest

import (
	"io"
	"os/exec"
)

// guard runs the server as its own child and waits for the end of its input,
// which comes when the test process ends, killed or not. Then it stops the server
// and removes the directory. It survives an interrupt from the keyboard, as it
// has a session of its own. A server that ends by itself ends it too.
const guard = `
"$1/postgres" -D "$2/data" -p "$3" -h 127.0.0.1 -k '' \
	-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
	-c max_connections=200 -c shared_buffers=32MB -c autovacuum=off \
	</dev/null >"$2/log" 2>&1 &
server=$!
( while kill -0 $server 2>/dev/null; do sleep 0.2; done; kill $$ ) </dev/null >/dev/null 2>&1 &
watch=$!
read -r _
kill $watch
kill -INT $server
wait $server
cd /
rm -rf "$2"
`

// open is the guard's input; it is closed by the end of this process alone.
var open []io.WriteCloser

// guarded starts the server under its guard; ended is closed when both are gone.
func guarded(bin, directory, port string, account *account) (ended <-chan struct{}, err error) {
	command := exec.Command("/bin/sh", "-c", guard, "pgtest", bin, directory, port)
	command.Dir, command.SysProcAttr = directory, account.attributes()
	command.SysProcAttr.Setsid = true
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	open = append(open, input)
	gone := make(chan struct{})
	go func() {
		_ = command.Wait() // how it ended is in the server's log
		close(gone)
	}()
	return gone, nil
}
