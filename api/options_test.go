package api

import "testing"

func TestOptionsThatCannotWork(t *testing.T) {
	records := company(t)
	whole := Options{Records: records, Sessions: sessions{}, Engine: &fakeEngine{records: records}}
	for name, change := range map[string]func(*Options){
		"no records":     func(o *Options) { o.Records = nil },
		"no sessions":    func(o *Options) { o.Sessions = nil },
		"no engine":      func(o *Options) { o.Engine = nil },
		"no scheme":      func(o *Options) { o.PublicURL = "curfew.example.com" },
		"another one":    func(o *Options) { o.PublicURL = "ftp://curfew.example.com" },
		"not an address": func(o *Options) { o.PublicURL = "https://%zz" },
	} {
		options := whole
		change(&options)
		if _, err := New(options); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := New(whole); err != nil {
		t.Error(err)
	}
}
