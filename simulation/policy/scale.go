package policy

import (
	"time"

	"github.com/curfewhq/curfew/simulation"
)

// part is what is played of a crowd, and of what its system allows in a minute: both
// are divided by the same, so that everything takes as many minutes as it would.
func (p *play) part(whole int) int { return max(whole/max(p.scale, 1), 1) }

// crowd is how many of a crowd are played.
func (p *play) crowd(many float64) int { return p.part(int(many)) }

// allow limits the systems as the plot says, from when those who hold something
// from before the scenario have it: that was given in no hurry.
func (p *play) allow() {
	from := p.setup.Start
	for _, input := range p.scenario.Inputs {
		if input.Do == "access_active" {
			from = input.At.UTC().Add(time.Minute)
		}
	}
	for _, connector := range sortedNames(p.plot.allows) {
		p.setup.Company.Rates = append(p.setup.Company.Rates, simulation.Rate{
			Connector: connector, Calls: p.part(p.plot.allows[connector]), From: from,
		})
	}
}
