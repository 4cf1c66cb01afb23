package main

import (
	"io"
	"os"

	"go.temporal.io/server/common/log"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// newLogger writes JSON lines from level upwards to out. Temporal ends the
// process through its logger where it sees no way on; onFatal is then told why,
// and the process exits with status 1.
func newLogger(out io.Writer, level zapcore.Level, onFatal func(error)) log.Logger {
	core := zapcore.NewCore(
		zapcore.NewJSONEncoder(log.DefaultZapEncoderConfig),
		zapcore.Lock(zapcore.AddSync(out)),
		level,
	)
	return log.NewZapLogger(zap.New(core, zap.WithFatalHook(fatalHook{onFatal})))
}

type fatalHook struct{ onFatal func(error) }

func (h fatalHook) OnWrite(entry *zapcore.CheckedEntry, fields []zapcore.Field) {
	message := entry.Message
	for _, field := range fields {
		if cause, ok := field.Interface.(error); ok && field.Type == zapcore.ErrorType {
			message += ": " + cause.Error()
		}
	}
	h.onFatal(&startFailure{Code: codeInternal, Message: message})
	os.Exit(1)
}
