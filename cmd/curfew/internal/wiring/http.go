package wiring

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"
)

// stopTime is how long calls under way may take to finish at a stop.
const stopTime = 4 * time.Second

// Listen takes an address; flag names what changes it.
func Listen(address, what, flag string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s for %s is taken by another program: stop it, or choose another with %s", port(address), what, flag)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot listen on %s (%w): choose another address with %s", what, address, cause(err), flag)
	}
	return listener, nil
}

// Serve answers calls until ctx ends, and returns when those under way are done or
// have had their time. beforeStop is called first; it may be nil.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, beforeStop func(), log *slog.Logger) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      time.Minute,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	if beforeStop != nil {
		server.RegisterOnShutdown(beforeStop)
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("stopped answering on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := server.Shutdown(stopping); err != nil {
		return server.Close()
	}
	return nil
}

func port(address string) string {
	_, number, err := net.SplitHostPort(address)
	if err != nil {
		return "The address " + address
	}
	return "port " + number
}

func cause(err error) error {
	var operation *net.OpError
	if errors.As(err, &operation) {
		return operation.Err
	}
	return err
}
