package wiring_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/curfewhq/curfew/cmd/curfew/internal/wiring"
)

func TestListenNamesThePortAndTheFlag(t *testing.T) {
	first, err := wiring.Listen("127.0.0.1:0", "the API", "--port")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Close() }()
	for name, address := range map[string]string{"a busy port": first.Addr().String(), "an address that is not here": "192.0.2.1:80"} {
		if _, err := wiring.Listen(address, "the API", "--port"); err == nil || !strings.Contains(err.Error(), "--port") || !strings.Contains(err.Error(), "the API") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestServeFinishesWhatIsUnderWay(t *testing.T) {
	listener, err := wiring.Listen("127.0.0.1:0", "the API", "--port")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stopping := make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		stop()
		<-stopping
		time.Sleep(50 * time.Millisecond)
		_, _ = io.WriteString(w, "whole")
	})
	served := make(chan error, 1)
	go func() {
		served <- wiring.Serve(ctx, listener, handler, func() { close(stopping) }, slog.New(slog.DiscardHandler))
	}()
	response, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if body, err := io.ReadAll(response.Body); err != nil || string(body) != "whole" {
		t.Errorf("%q, %v", body, err)
	}
	if err := <-served; err != nil {
		t.Errorf("it ended with %v", err)
	}
	if _, err := http.Get("http://" + listener.Addr().String()); err == nil {
		t.Error("it still answers")
	}
}
