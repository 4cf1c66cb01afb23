package main

import (
	"errors"
	"flag"
	"io"
	"testing"
	"time"

	"go.uber.org/zap/zapcore"
)

func TestParseOptionsRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		flag string
	}{
		"no database":             {nil, "--db"},
		"an argument":             {[]string{"--db", "x", "start"}, ""},
		"an unknown flag":         {[]string{"--db", "x", "--headless"}, "--headless"},
		"a flag without a value":  {[]string{"--db"}, "--db"},
		"every interface":         {[]string{"--db", "x", "--ip", "0.0.0.0"}, "--ip"},
		"an address of the LAN":   {[]string{"--db", "x", "--ip", "192.168.0.7"}, "--ip"},
		"a host name":             {[]string{"--db", "x", "--ip", "localhost"}, "--ip"},
		"a port that is none":     {[]string{"--db", "x", "--port", "70000"}, "--port"},
		"a port in letters":       {[]string{"--db", "x", "--ui-port", "http"}, "--ui-port"},
		"one port for both":       {[]string{"--db", "x", "--port", "9000", "--ui-port", "9000"}, "--ui-port"},
		"Temporal's namespace":    {[]string{"--db", "x", "--namespace", "temporal-system"}, "--namespace"},
		"no namespace":            {[]string{"--db", "x", "--namespace", ""}, "--namespace"},
		"a short retention":       {[]string{"--db", "x", "--retention", "1s"}, "--retention"},
		"a level that is none":    {[]string{"--db", "x", "--log-level", "fatal"}, "--log-level"},
		"an attribute alone":      {[]string{"--db", "x", "--search-attribute", "CurfewRisk"}, "--search-attribute"},
		"a type that is none":     {[]string{"--db", "x", "--search-attribute", "CurfewRisk=String"}, "--search-attribute"},
		"a name with a space":     {[]string{"--db", "x", "--search-attribute", "Curfew Risk=Keyword"}, "--search-attribute"},
		"a name of Temporal's":    {[]string{"--db", "x", "--search-attribute", "WorkflowId=Keyword"}, "--search-attribute"},
		"one name with two types": {[]string{"--db", "x", "--search-attribute", "A=Keyword", "--search-attribute", "A=Bool"}, "--search-attribute"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseOptions(test.args, io.Discard)
			failure := wantFailure(t, err, codeFlagInvalid)
			if failure.Flag != test.flag {
				t.Errorf("the flag is %q, want %q, in: %s", failure.Flag, test.flag, failure.Message)
			}
		})
	}
}

func TestParseOptions(t *testing.T) {
	o, err := parseOptions([]string{"--db", "x"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if o.frontend() != "127.0.0.1:7233" || o.ui() != "127.0.0.1:8233" || o.Namespace != "curfew" ||
		o.Retention != 30*24*time.Hour || o.LogLevel != zapcore.WarnLevel || o.ExitWithStdin {
		t.Errorf("the defaults are %+v", o)
	}
	if o, err = parseOptions([]string{"--db", "x", "--ip", "::1"}, io.Discard); err != nil || o.ui() != "[::1]:8233" {
		t.Errorf("the UI on IPv6 is at %s, %v", o.ui(), err)
	}
	if _, err := parseOptions([]string{"--help"}, io.Discard); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("--help gives %v", err)
	}
}

// wantFailure fails the test unless err carries code and a sentence.
func wantFailure(t *testing.T, err error, code failureCode) *startFailure {
	t.Helper()
	var failure *startFailure
	if !errors.As(err, &failure) {
		t.Fatalf("got %v, want %s", err, code)
	}
	if failure.Code != code || failure.Message == "" {
		t.Fatalf("got %+v, want %s", failure, code)
	}
	return failure
}
