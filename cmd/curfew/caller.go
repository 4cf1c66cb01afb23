package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
	"github.com/curfewhq/curfew/internal/config"
)

// pollEvery is how often a command that waits looks again.
const pollEvery = 500 * time.Millisecond

const defaultServer = "http://127.0.0.1:8080"

// caller is who a command speaks as, to which server, and how it answers.
type caller struct {
	p      program
	server *string
	as     *string
	asJSON *bool
}

// callerFlags adds the flags that every command has which talks to a server.
func callerFlags(command *cobra.Command, p program) caller {
	flags := command.Flags()
	return caller{
		p:      p,
		server: flags.String("server", "", "`address` of the server (or CURFEW_SERVER; "+defaultServer+")"),
		as:     flags.String("as", "", "`login` of the person to sign in as, where demo sign-in is on (or CURFEW_TOKEN holds a session's token)"),
		asJSON: flags.Bool("json", false, "answer with the API's own object"),
	}
}

// do signs in, does the work, and signs out again where it had signed in.
func (c caller) do(ctx context.Context, work func(context.Context, *client.Client) error) error {
	address := *c.server
	if address == "" {
		address = config.Lookup(c.p.environ, config.ServerVariable)
	}
	if address == "" {
		address = defaultServer
	}
	token := config.Lookup(c.p.environ, config.TokenVariable)
	if *c.as == "" && token == "" {
		return usage{errors.New("it is not known who you are: --as names a person where demo sign-in is on, and CURFEW_TOKEN holds a session's token everywhere")}
	}
	if *c.as != "" {
		token = ""
	}
	curfew, err := client.New(address, token)
	if err != nil {
		return usage{err}
	}
	if *c.as != "" {
		if err := curfew.SignIn(ctx, *c.as); err != nil {
			return err
		}
		defer c.signOut(ctx, curfew)
	}
	return work(ctx, curfew)
}

// signOut tries to; a session that stays ends by itself.
func (c caller) signOut(ctx context.Context, curfew *client.Client) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	_ = curfew.SignOut(ctx)
}

// poll looks again and again until the look says that it has seen enough.
func poll(ctx context.Context, look func() (enough bool, err error)) error {
	for {
		enough, err := look()
		if err != nil || enough {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.New("stopped waiting; what was begun goes on")
		case <-time.After(pollEvery):
		}
	}
}
