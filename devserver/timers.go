package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	sqlstore "go.temporal.io/server/common/persistence/sql"
	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/common/resolver"
)

// storePlugin is Temporal's own SQLite, but for how it reads timers. The server looks
// for the next one whenever one is set, and its query has no lower bound that SQLite
// could use (server v1.32.1, getTimerTasksQuery): it reads every timer that has fired
// and is not removed yet. With thirty thousand of those, as after ten thousand ends in
// one second, that took a third of all processor time, and of the one connection.
const storePlugin = "sqlite-timers"

var registerStore = sync.OnceFunc(func() { sqlstore.RegisterPlugin(storePlugin, plugin{}) })

type plugin struct{}

func (plugin) GetVisibilityQueryConverter() sqlplugin.VisibilityQueryConverter {
	converter, err := sqlstore.GetPluginVisibilityQueryConverter(sqliteplugin.PluginName)
	if err != nil {
		panic(err) // it registers itself when this program starts
	}
	return converter
}

func (plugin) CreateDB(kind sqlplugin.DbKind, cfg *config.SQL, r resolver.ServiceResolver, l log.Logger, mh metrics.Handler) (sqlplugin.GenericDB, error) {
	own := *cfg
	own.PluginName = sqliteplugin.PluginName
	db, err := sqlstore.NewSQLDB(kind, &own, r, l, mh)
	if err != nil {
		return nil, err
	}
	whole, is := db.(database)
	if !is {
		return nil, errors.Join(fmt.Errorf("Temporal's SQLite is a %T, which lacks what this server needs", db), db.Close())
	}
	timers, err := openTimers(cfg.DatabaseName)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return store{database: whole, timers: timers}, nil
}

// openTimers opens a connection that only reads. In WAL mode it sees whatever was
// committed before, and neither waits for whoever writes nor makes them wait.
func openTimers(uri string) (*sql.DB, error) {
	return connect(uri, url.Values{"mode": {"rw"}, "_time_format": {"sqlite"}}, "query_only=1")
}

// database is everything that the server asks of a store, at work and before.
type database interface {
	sqlplugin.DB
	sqlplugin.AdminDB
}

type store struct {
	database
	timers *sql.DB
}

func (s store) Close() error { return errors.Join(s.timers.Close(), s.database.Close()) }

// timersQuery says the same as Temporal's, with both bounds of the time by themselves.
const timersQuery = `SELECT visibility_timestamp, task_id, data, data_encoding FROM timer_tasks
	WHERE shard_id = ? AND visibility_timestamp >= ? AND visibility_timestamp < ?
	AND (visibility_timestamp > ? OR task_id >= ?)
	ORDER BY visibility_timestamp, task_id LIMIT ?`

// RangeSelectFromTimerTasks reads the timers of a shard from a moment and a task on, in
// their order.
func (s store) RangeSelectFromTimerTasks(ctx context.Context, filter sqlplugin.TimerTasksRangeFilter) (found []sqlplugin.TimerTasksRow, err error) {
	from, before := stored(filter.InclusiveMinVisibilityTimestamp), stored(filter.ExclusiveMaxVisibilityTimestamp)
	rows, err := s.timers.QueryContext(ctx, timersQuery, filter.ShardID, from, before, from, filter.InclusiveMinTaskID, filter.PageSize)
	if err != nil {
		return nil, fmt.Errorf("read timers: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var row sqlplugin.TimerTasksRow
		if err := rows.Scan(&row.VisibilityTimestamp, &row.TaskID, &row.Data, &row.DataEncoding); err != nil {
			return nil, fmt.Errorf("read timers: %w", err)
		}
		row.VisibilityTimestamp = unstored(row.VisibilityTimestamp)
		found = append(found, row)
	}
	return found, rows.Err()
}

// zeroTime is how Temporal stores no time at all.
var zeroTime = time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC)

// stored is a time as Temporal writes it into SQLite.
func stored(at time.Time) time.Time {
	if at.IsZero() {
		return zeroTime
	}
	return at.UTC().Truncate(time.Microsecond)
}

// unstored is a time that was read there.
func unstored(at time.Time) time.Time {
	if at.Equal(zeroTime) {
		return time.Time{}.UTC()
	}
	return at.UTC()
}
