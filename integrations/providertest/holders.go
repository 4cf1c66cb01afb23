package providertest

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/curfewhq/curfew/integrations"
	"github.com/curfewhq/curfew/internal/access"
)

func (h Harness) inventory(t *testing.T) integrations.Inventory {
	t.Helper()
	lists, ok := h.Provider.(integrations.Inventory)
	if !ok {
		t.Skip("this provider cannot list who holds something")
	}
	return lists
}

// holders lists all of them, page by page from the cursor on.
func holders(t *testing.T, h Harness, resource, cursor string) (all []integrations.Holder, pages int) {
	t.Helper()
	for {
		page, err := h.inventory(t).Holders(context5s(t), resource, integrations.Page{Cursor: cursor, Attributes: h.names()})
		ok(t, "listing", err)
		all = append(all, page.Holders...)
		if pages++; page.Next == "" {
			return all, pages
		}
		if cursor = page.Next; pages > 100 {
			t.Fatal("the listing does not end")
		}
	}
}

// firstPage lists the first of several pages.
func firstPage(t *testing.T, h Harness) integrations.Holders {
	t.Helper()
	page, err := h.inventory(t).Holders(context5s(t), h.Keys[0].Resource, integrations.Page{})
	ok(t, "listing", err)
	if page.Next == "" || len(page.Holders) == 0 {
		t.Fatalf("want the first of several pages, got %d holders and the cursor %q", len(page.Holders), page.Next)
	}
	return page
}

func times(all []integrations.Holder, subject string) int {
	count := 0
	for _, holder := range all {
		if holder.Subject == subject {
			count++
		}
	}
	return count
}

func listsEverybodyOnce(t *testing.T, h Harness) {
	h.inventory(t)
	h.Give(h.Keys[0], h.held(high))
	crowd := h.Crowd()
	before := h.Effects()
	all, pages := holders(t, h, h.Keys[0].Resource, "")
	if pages < 2 {
		t.Fatalf("%d people are on %d page", len(all), pages)
	}
	for _, subject := range append(crowd, h.Keys[0].Subject) {
		if count := times(all, subject); count != 1 {
			t.Fatalf("%s is listed %d times", subject, count)
		}
	}
	if times(all, h.Keys[1].Subject) > 0 {
		t.Fatal("somebody is listed who holds nothing")
	}
	first := firstPage(t, h)
	for range 2 { // going on after a crash
		rest, _ := holders(t, h, h.Keys[0].Resource, first.Next)
		if len(first.Holders)+len(rest) != len(all) {
			t.Fatalf("%d and %d holders are listed, and %d altogether", len(first.Holders), len(rest), len(all))
		}
	}
	effects(t, h, before, 0)
}

func listsAsReadBack(t *testing.T, h Harness) {
	h.inventory(t)
	h.Give(h.Keys[0], h.held(high))
	keys := []access.Key{h.Keys[0]}
	if h.Managed != (access.Key{}) {
		keys = append(keys, h.Managed)
	}
	for _, key := range keys {
		want, err := h.Provider.ReadBack(context5s(t), key, h.names())
		ok(t, "reading back", err)
		all, _ := holders(t, h, key.Resource, "")
		at := slices.IndexFunc(all, func(holder integrations.Holder) bool { return holder.Subject == key.Subject })
		if at < 0 {
			t.Fatalf("%s is not listed", key)
		}
		how := integrations.HowDirect
		if want.Managed != "" {
			how = integrations.How(want.Managed)
		}
		got := access.Holding{Present: true, Attributes: all[at].Attributes}
		if !got.Satisfies(want) || len(got.Attributes) != len(want.Attributes) || all[at].How != how {
			t.Errorf("%s is listed as %+v and read back as %+v", key, all[at], want)
		}
	}
}

func listsWhoStays(t *testing.T, h Harness) {
	h.inventory(t)
	crowd := h.Crowd()
	first := firstPage(t, h)
	h.Give(h.Keys[0], h.held(low))
	rest, _ := holders(t, h, h.Keys[0].Resource, first.Next)
	all := slices.Concat(first.Holders, rest)
	if count := times(all, h.Keys[0].Subject); count > 1 {
		t.Errorf("who joined between pages is listed %d times", count)
	}
	for _, subject := range crowd {
		if times(all, subject) == 0 {
			t.Fatalf("%s was there all the while and is not listed", subject)
		}
	}
}

func listsOnAfterFailures(t *testing.T, h Harness) {
	h.inventory(t)
	h.Crowd()
	first := firstPage(t, h)
	list := func(ctx context.Context) error {
		_, err := h.inventory(t).Holders(ctx, h.Keys[0].Resource, integrations.Page{Cursor: first.Next})
		return err
	}
	for name, how := range map[string]Failure{"down": Down, "lost": LostBefore, "lost afterwards": LostAfter} {
		if h.Break(how, All) {
			within(t, 3*time.Second, func() { unknown(t, h, name, list(context5s(t))) })
			h.Mend()
		}
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	unknown(t, h, "a cancelled context", list(cancelled))
	ok(t, "going on with the listing", list(context5s(t)))
	if h.Break(WrongPassword, All) {
		_ = wants[*integrations.Refused](t, h, "listing", list(context5s(t)))
		h.Mend()
	}
	if !h.Break(TooMany, All) {
		return
	}
	t.Cleanup(h.Mend)
	later := wants[*integrations.RetryLater](t, h, "listing", list(context5s(t)))
	if off := later.At.Sub(h.Limited()).Abs(); off > 2*time.Second {
		t.Fatalf("want to be told %s, got %s", h.Limited(), later.At)
	}
}

func listsNothingThatIsGone(t *testing.T, h Harness) {
	lists := h.inventory(t)
	h.Crowd()
	first := firstPage(t, h)
	h.RemoveResource(h.Keys[0])
	for _, cursor := range []string{first.Next, ""} {
		_, err := lists.Holders(context5s(t), h.Keys[0].Resource, integrations.Page{Cursor: cursor})
		if gone := wants[*integrations.Gone](t, h, "listing", err); gone.What != "resource" || gone.ID == "" {
			t.Fatalf("want the resource gone, got %+v", gone)
		}
	}
	for _, foreign := range []string{"", "no-such-kind/1", h.Keys[0].Resource + "/../..", h.Keys[0].Resource + "?x=y"} {
		_, err := lists.Holders(context5s(t), foreign, integrations.Page{})
		_ = wants[*integrations.Refused](t, h, "listing "+foreign, err)
	}
}

func listsBehind(t *testing.T, h Harness) {
	lists := h.inventory(t)
	if h.LagBehind == nil {
		t.Skip("lists of this system do not lag behind")
	}
	h.LagBehind()
	h.Give(h.Keys[0], h.held(low))
	page, err := lists.Holders(context5s(t), h.Keys[0].Resource, integrations.Page{})
	ok(t, "listing", err)
	if times(page.Holders, h.Keys[0].Subject) > 0 {
		t.Fatal("the list does not lag behind")
	}
	held, err := h.Provider.ReadBack(context5s(t), h.Keys[0], nil)
	ok(t, "reading back", err)
	if !held.Present {
		t.Fatal("reading back lags behind as the list does")
	}
	_, err = h.Provider.Deprovision(context5s(t), h.Keys[0])
	ok(t, "deprovisioning", err)
	outside(t, h, h.Keys[0], nothing)
}
