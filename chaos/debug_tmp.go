package main

import "fmt"

func (p *procession) debugOpen() {
	for _, each := range p.begun {
		if each.over() {
			continue
		}
		leases, _ := p.house.leasesOf(each)
		request, _ := p.house.record.Request(p.house.ctx, each.ID)
		fmt.Fprintf(p.tell, "DEBUG %s: request %s seq %d %q\n", each.name(), request.State, request.Seq, request.Detail)
		for _, l := range leases {
			fmt.Fprintf(p.tell, "DEBUG   lease %s %s opened %s ended %s confirmed %s hard %s\n", l.ID, l.State, clock(l.OpenedAt), clock(l.EndedAt), clock(l.ConfirmedAt), clock(l.HardEnd))
		}
		all, _ := p.house.executions()
		for id, list := range all {
			if caseID, _ := whose(id); caseID == each.ID || caseID == "" {
				for _, x := range list {
					if x.Open || caseID != "" {
						fmt.Fprintf(p.tell, "DEBUG   %s open %t began %s ended %s events %d\n", id, x.Open, clock(x.Began), clock(x.Ended), x.Events)
					}
				}
			}
		}
		return
	}
}
