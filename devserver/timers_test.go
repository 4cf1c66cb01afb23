package main

import (
	"context"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	sqlstore "go.temporal.io/server/common/persistence/sql"
	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/common/resolver"
)

// openStore opens the database of a server, with our plugin or with Temporal's own.
func openStore(t *testing.T, path, plugin string) sqlplugin.DB {
	t.Helper()
	cfg := storage(path)
	cfg.PluginName = plugin
	db, err := sqlstore.NewSQLDB(sqlplugin.DbKindMain, cfg, resolver.NewNoopResolver(), log.NewNoopLogger(), metrics.NoopMetricsHandler)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestTimersAreReadAsTemporalReadsThem(t *testing.T) {
	path := temporalFile(t)
	theirs, ours := openStore(t, path, sqliteplugin.PluginName), openStore(t, path, storePlugin)
	begin := time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)
	random := rand.New(rand.NewPCG(1, 2))
	moment := func() time.Time {
		if random.IntN(20) == 0 {
			return time.Time{}
		}
		// Some in the same moment, some with parts of a second of any length.
		return begin.Add(time.Duration(random.IntN(20))*time.Second + []time.Duration{0, 500 * time.Millisecond, 1234 * time.Microsecond}[random.IntN(3)])
	}
	for id := range int64(400) {
		row := sqlplugin.TimerTasksRow{ShardID: int32(1 + id%2), VisibilityTimestamp: moment(), TaskID: id, Data: []byte{byte(id)}, DataEncoding: "Proto3"}
		if _, err := theirs.InsertIntoTimerTasks(t.Context(), []sqlplugin.TimerTasksRow{row}); err != nil {
			t.Fatal(err)
		}
	}
	var read int
	for range 500 {
		filter := sqlplugin.TimerTasksRangeFilter{
			ShardID: 1, InclusiveMinVisibilityTimestamp: moment(), InclusiveMinTaskID: random.Int64N(400),
			ExclusiveMaxVisibilityTimestamp: moment().Add(5 * time.Second), PageSize: 1 + random.IntN(50),
		}
		want, err := theirs.RangeSelectFromTimerTasks(t.Context(), filter)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ours.RangeSelectFromTimerTasks(t.Context(), filter)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v: got %v, %v, want %v", filter, got, err, want)
		}
		read += len(want)
	}
	if read < 1000 {
		t.Errorf("only %d timers were read: nothing was compared", read)
	}
}

func TestTimersThatHaveFiredAreNotReadAgain(t *testing.T) {
	db, err := openTimers(uriPath(temporalFile(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now := time.Now().UTC()
	rows, err := db.Query("EXPLAIN QUERY PLAN "+timersQuery, 1, now, now, now, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(detail)
	}
	if !strings.Contains(plan.String(), "shard_id=? AND visibility_timestamp>? AND visibility_timestamp<?") {
		t.Errorf("SQLite reads them so: %s", plan.String())
	}
}

func TestWhoReadsTimersWritesNothing(t *testing.T) {
	db, err := openTimers(uriPath(temporalFile(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), "DELETE FROM timer_tasks"); err == nil {
		t.Error("it could delete them")
	}
}
