package main

import (
	"fmt"
	"strings"
)

// repeated makes the runs of a name, as the table and the findings print it.
func repeated(list []scenario, name string, times int) (runs []*run, err error) {
	scenario, text, _ := strings.Cut(name, "/")
	var points []point
	for part := range strings.SplitSeq(text, "+") {
		at, err := parsePoint(part)
		if err != nil {
			return nil, err
		}
		points = append(points, at)
	}
	for _, each := range list {
		if each.Name != scenario {
			continue
		}
		for n := range times {
			runs = append(runs, newRun(n, each, points...))
		}
		return runs, nil
	}
	return nil, fmt.Errorf("there is no automation %q to play", scenario)
}
