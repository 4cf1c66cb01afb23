package store

import (
	"net/url"
	"strings"
	"testing"

	"github.com/curfewhq/curfew/internal/pgtest"
)

func TestOpenPostgresRefusesWithOneSentenceAndNoPassword(t *testing.T) {
	address, err := url.Parse(pgtest.Database(t))
	must(t, err)
	const secret = "hunter2-not-for-logs"
	with := func(change func(u *url.URL)) string {
		copied := *address
		change(&copied)
		return copied.String()
	}
	for name, c := range map[string]struct{ url, says string }{
		"not an address": {"postgres://u:" + secret + "@host:notaport/db", "URL cannot be read"},
		"nobody there": {with(func(u *url.URL) {
			u.Host, u.User = "127.0.0.1:1", url.UserPassword("curfew", secret)
		}), "the database server 127.0.0.1:1 cannot be reached"},
		"no such host": {with(func(u *url.URL) {
			u.Host, u.User = "nowhere.invalid:5432", url.UserPassword("curfew", secret)
		}), "the database server nowhere.invalid:5432 cannot be reached"},
		"wrong password": {with(func(u *url.URL) {
			u.User = url.UserPassword(u.User.Username(), secret)
		}), "does not let"},
		"no such user": {with(func(u *url.URL) {
			u.User = url.UserPassword("stranger", secret)
		}), `does not let "stranger" in`},
		"no such database": {with(func(u *url.URL) { u.Path = "nothing" }), `has no database "nothing"`},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.Context(), Config{Driver: Postgres, URL: c.url})
			if err == nil {
				t.Fatal("opened", s.Close())
			}
			if !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("it says %q, want one sentence with %q", err, c.says)
			}
			password, _ := address.User.Password()
			if strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), password) {
				t.Errorf("it tells the password: %q", err)
			}
		})
	}
}

func TestTroubleWithPostgresTellsNoPassword(t *testing.T) {
	address := migrated.Database(t)
	parsed, err := url.Parse(address)
	must(t, err)
	password, _ := parsed.User.Password()
	s := opened(t, Config{Driver: Postgres, URL: address})
	must(t, s.writes.Close())
	_, err = s.Person(t.Context(), "ada")
	if err == nil || !strings.HasPrefix(err.Error(), "reading a person: ") || strings.Contains(err.Error(), password) {
		t.Errorf("got %v", err)
	}
}
