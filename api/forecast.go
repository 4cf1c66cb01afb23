package api

import (
	"context"
	"maps"

	"github.com/curfewhq/curfew/api/gen"
	"github.com/curfewhq/curfew/internal/access"
)

func (o *operations) GetForecast(ctx context.Context, _ gen.GetForecastRequestObject) (gen.GetForecastResponseObject, error) {
	now := o.clock().UTC()
	until := now.Add(access.ForecastSpan)
	toCome, err := o.records.EndsToCome(ctx, access.Span{From: now, Before: until})
	if err != nil {
		return nil, err
	}
	due, err := o.endsDue(ctx, now)
	if err != nil {
		return nil, err
	}
	planned := by(toCome, func(e access.DueEnds) string { return e.Connector })
	pace := o.options.pace()
	answer := gen.GetForecast200JSONResponse{Now: now, Until: until, Connectors: []gen.ConnectorForecast{}}
	for _, connector := range connectors(maps.Keys(planned), maps.Keys(due), maps.Keys(pace)) {
		foreseen := access.Foresee(now, due[connector], planned[connector], pace[connector])
		answer.Connectors = append(answer.Connectors, forecast(connector, foreseen))
	}
	return answer, nil
}

func forecast(connector string, foreseen access.Forecast) gen.ConnectorForecast {
	shown := gen.ConnectorForecast{
		Connector: connector, Pace: foreseen.Pace, EndsNextHour: foreseen.NextHour, EndsNextDay: foreseen.NextDay,
		Backlog: gen.Backlog{Ends: foreseen.Backlog, OldestDueAt: utc(foreseen.Oldest), DrainedAt: utc(foreseen.Drained)},
		Peaks:   []gen.Peak{},
	}
	if foreseen.NextDay > 0 {
		shown.Worst = peak(foreseen.Worst)
	}
	for _, minute := range foreseen.Peaks {
		shown.Peaks = append(shown.Peaks, peak(minute))
	}
	return shown
}

func peak(minute access.Peak) gen.Peak {
	return gen.Peak{Minute: utc(minute.Minute), Ends: minute.Ends, Backlog: minute.Backlog, LateSeconds: minute.Late.Seconds()}
}
