package api

import (
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

// latenessSince is how far back lateness is told where nobody says.
const latenessSince = 30 * 24 * time.Hour

func (o *operations) GetLateness(ctx context.Context, in gen.GetLatenessRequestObject) (gen.GetLatenessResponseObject, error) {
	now := o.clock().UTC()
	since := in.Params.Since.UTC()
	if in.Params.Since.IsZero() {
		since = now.Add(-latenessSince)
	}
	counts, err := o.records.EndDelays(ctx, access.Span{From: since}, in.Params.Connector)
	if err != nil {
		return nil, err
	}
	due, err := o.endsDue(ctx, now)
	if err != nil {
		return nil, err
	}
	confirmed := by(counts, func(c access.DelayCount) string { return c.Connector })
	answer := gen.GetLateness200JSONResponse{Since: since, Now: now, Connectors: []gen.ConnectorLateness{}}
	for _, connector := range connectors(maps.Keys(confirmed), maps.Keys(due)) {
		if in.Params.Connector == "" || in.Params.Connector == connector {
			answer.Connectors = append(answer.Connectors, latenessOf(connector, confirmed[connector], due[connector], now))
		}
	}
	if asked := in.Params.Connector; asked != "" && len(answer.Connectors) == 0 && !slices.Contains(o.options.Connectors, asked) {
		return nil, o.noConnector(asked)
	}
	return answer, nil
}

func latenessOf(connector string, confirmed []access.DelayCount, due []access.DueEnds, now time.Time) gen.ConnectorLateness {
	shown := gen.ConnectorLateness{Connector: connector, Figures: figures(confirmed), Days: []gen.DayLateness{}}
	for _, ends := range due {
		shown.Pending += ends.Ends
	}
	if len(due) > 0 {
		shown.OldestDueAt, shown.OldestSeconds = utc(due[0].Due), int64(now.Sub(due[0].Due)/time.Second)
	}
	days := by(confirmed, func(c access.DelayCount) time.Time { return c.Day })
	for _, day := range slices.SortedFunc(maps.Keys(days), time.Time.Compare) {
		shown.Days = append(shown.Days, gen.DayLateness{Day: openapi_types.Date{Time: day}, Figures: figures(days[day])})
	}
	return shown
}

func figures(counts []access.DelayCount) gen.EndFigures {
	l := access.LatenessOf(counts)
	return gen.EndFigures{
		Ends: l.Ends, OnTime: l.OnTime, P50Seconds: l.P50.Seconds(), P95Seconds: l.P95.Seconds(),
		P99Seconds: l.P99.Seconds(), MaxSeconds: l.Max.Seconds(),
	}
}

// endsDue are the ends that are due and not confirmed, by connector.
func (o *operations) endsDue(ctx context.Context, now time.Time) (map[string][]access.DueEnds, error) {
	due, err := o.records.EndsDue(ctx, now)
	return by(due, func(e access.DueEnds) string { return e.Connector }), err
}

// by sorts things into groups and keeps their order within each.
func by[K comparable, T any](things []T, group func(T) K) map[K][]T {
	groups := map[K][]T{}
	for _, thing := range things {
		groups[group(thing)] = append(groups[group(thing)], thing)
	}
	return groups
}

// connectors are all of those, each once and in order.
func connectors(lists ...iter.Seq[string]) []string {
	var names []string
	for _, list := range lists {
		names = slices.AppendSeq(names, list)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
