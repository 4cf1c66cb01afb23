package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"regexp"
	"strconv"
	"time"

	"go.uber.org/zap/zapcore"
)

// options is the command line, checked: every value can be used as it is.
type options struct {
	// DB is the path of Temporal's SQLite file; it need not exist.
	DB string
	// IP is a loopback address, without brackets.
	IP string
	// Port and UIPort are 0 for any free port.
	Port, UIPort int
	Namespace    string
	// Retention is how long closed workflows stay visible.
	Retention        time.Duration
	SearchAttributes searchAttributes
	LogLevel         zapcore.Level
	// LogFile is empty for standard error.
	LogFile       string
	ExitWithStdin bool
	// CodecEndpoint is empty for none.
	CodecEndpoint string
}

// parseOptions reads the command line without the program's name. It returns
// flag.ErrHelp after writing the usage, and otherwise a *startFailure that names
// the flag.
func parseOptions(args []string, usage io.Writer) (options, error) {
	o := options{LogLevel: zapcore.WarnLevel, SearchAttributes: searchAttributes{}}
	flags := flag.NewFlagSet("curfew-temporal", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.DB, "db", "", "SQLite `file` of Temporal; created when missing")
	flags.StringVar(&o.IP, "ip", "127.0.0.1", "loopback `address` to listen on")
	flags.IntVar(&o.Port, "port", 7233, "`port` of the gRPC frontend; 0 picks a free one")
	flags.IntVar(&o.UIPort, "ui-port", 8233, "`port` of the web UI; 0 picks a free one")
	flags.StringVar(&o.Namespace, "namespace", "curfew", "`name` of the namespace to register")
	flags.DurationVar(&o.Retention, "retention", 30*24*time.Hour, "how long closed workflows are kept, as a `duration`")
	flags.Var(o.SearchAttributes, "search-attribute", "custom search attribute as `name=Type`; may be repeated")
	flags.Var(levelValue{&o.LogLevel}, "log-level", "debug, info, warn or error, as a `level`")
	flags.StringVar(&o.LogFile, "log-file", "", "`file` for the log, capped in size; standard error when empty")
	flags.BoolVar(&o.ExitWithStdin, "exit-with-stdin", false, "stop when standard input ends")
	flags.StringVar(&o.CodecEndpoint, "ui-codec-endpoint", "", "`URL` of the codec server that the UI asks to decode payloads")

	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(usage)
			flags.Usage()
			return options{}, flag.ErrHelp
		}
		return options{}, parseFailure(err)
	}
	if flags.NArg() > 0 {
		return options{}, invalidFlag("", "There is no argument %q; everything is given as a flag.", flags.Arg(0))
	}
	return o, o.validate()
}

func (o options) validate() error {
	if o.DB == "" {
		return invalidFlag("--db", "--db must name the SQLite file of Temporal.")
	}
	// There is no authentication in here, so that the loopback device is the
	// only guard.
	if ip := net.ParseIP(o.IP); ip == nil || !ip.IsLoopback() {
		return invalidFlag("--ip", "--ip is %q and must be a loopback address such as 127.0.0.1.", o.IP)
	}
	for name, port := range map[string]int{"--port": o.Port, "--ui-port": o.UIPort} {
		if port < 0 || port > 65535 {
			return invalidFlag(name, "%s is %d and must be between 0 and 65535.", name, port)
		}
	}
	if o.Port == o.UIPort && o.Port != 0 {
		return invalidFlag("--ui-port", "--port and --ui-port are both %d and must differ.", o.Port)
	}
	if o.Namespace == "" || o.Namespace == "temporal-system" {
		return invalidFlag("--namespace", "--namespace is %q and must be a name that Temporal does not use itself.", o.Namespace)
	}
	if o.Retention < time.Hour {
		return invalidFlag("--retention", "--retention is %s and must be at least 1h.", o.Retention)
	}
	return nil
}

// frontend and ui are host:port, with brackets around an IPv6 address.
func (o options) frontend() string { return net.JoinHostPort(o.IP, strconv.Itoa(o.Port)) }
func (o options) ui() string       { return net.JoinHostPort(o.IP, strconv.Itoa(o.UIPort)) }

var namedFlag = regexp.MustCompile(`(?:flag|defined:|argument:) -([a-z-]+)`)

// parseFailure finds the flag in the sentence of package flag, which carries it
// nowhere else.
func parseFailure(err error) error {
	failure := &startFailure{Code: codeFlagInvalid, Message: err.Error()}
	if match := namedFlag.FindStringSubmatch(err.Error()); match != nil {
		failure.Flag = "--" + match[1]
	}
	return failure
}

func invalidFlag(name, format string, args ...any) error {
	return &startFailure{Code: codeFlagInvalid, Message: fmt.Sprintf(format, args...), Flag: name}
}

// levelValue accepts the four levels that the documentation names, and not
// zap's others, which end the process.
type levelValue struct{ level *zapcore.Level }

func (v levelValue) String() string {
	if v.level == nil {
		return ""
	}
	return v.level.String()
}

func (v levelValue) Set(text string) error {
	switch text {
	case "debug", "info", "warn", "error":
		return v.level.Set(text)
	default:
		return errors.New("must be debug, info, warn or error")
	}
}
