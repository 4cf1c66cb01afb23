package main

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"go.temporal.io/server/common/testing/freeport"
)

// servicePorts are the gRPC ports of the services behind the frontend. Only this
// process connects to them.
type servicePorts struct{ history, matching, worker int }

// choosePorts replaces a 0 in o by a free port, refuses a port that is taken,
// and picks the services' own. Temporal opens its listeners itself, so that a
// port is not held between this look and that; the frontend's listener then
// fails with its address in the message.
func choosePorts(o options) (options, servicePorts, error) {
	for _, p := range []struct {
		port       *int
		flag, name string
	}{
		{&o.Port, "--port", "Temporal's frontend"},
		{&o.UIPort, "--ui-port", "Temporal's web UI"},
	} {
		if *p.port == 0 {
			*p.port = freeport.MustGetFreePort()
			continue
		}
		if err := claimable(net.JoinHostPort(o.IP, strconv.Itoa(*p.port))); err != nil {
			return o, servicePorts{}, portFailure(err, *p.port, p.flag, p.name)
		}
	}
	// freeport leaves each port in TIME_WAIT, so that the kernel gives it to
	// nobody else until the services have bound it.
	return o, servicePorts{
		history:  freeport.MustGetFreePort(),
		matching: freeport.MustGetFreePort(),
		worker:   freeport.MustGetFreePort(),
	}, nil
}

// claimable reports whether address can be listened on right now.
func claimable(address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	return listener.Close()
}

func portFailure(err error, port int, flagName, name string) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return &startFailure{
			Code:    codePortInUse,
			Message: fmt.Sprintf("Port %d for %s is taken by another program; stop it or choose another port with %s.", port, name, flagName),
			Flag:    flagName,
		}
	}
	return &startFailure{
		Code:    codeInternal,
		Message: fmt.Sprintf("Port %d for %s cannot be listened on: %v.", port, name, err),
		Flag:    flagName,
	}
}
