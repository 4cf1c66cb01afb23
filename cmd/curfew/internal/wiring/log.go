package wiring

import (
	"io"
	"log/slog"

	"github.com/curfewhq/curfew/internal/config"
)

// Log makes the process's logger.
func Log(settings config.Log, out io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: settings.Level}
	if settings.Format == "json" {
		return slog.New(slog.NewJSONHandler(out, options))
	}
	return slog.New(slog.NewTextHandler(out, options))
}
