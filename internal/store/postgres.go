package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
)

// openPostgres connects to the server; the pool serves reads and writes.
func (s *Store) openPostgres(ctx context.Context, url string) error {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		// The reason is left out, as it quotes the URL.
		return errors.New("the database's URL cannot be read: it has to look like postgres://user:password@host:5432/database")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 10 * time.Second
	}
	config.RuntimeParams["timezone"] = "UTC"
	config.RuntimeParams["application_name"] = "curfew"
	s.writes = stdlib.OpenDB(*config)
	s.writes.SetMaxOpenConns(20)
	s.writes.SetMaxIdleConns(5)
	s.writes.SetConnMaxLifetime(30 * time.Minute)
	s.reads = s.writes
	if err := s.writes.PingContext(ctx); err != nil {
		return postgresTrouble(config, err)
	}
	s.writer, err = openGORM(postgres.New(postgres.Config{Conn: pool{s.writes}}))
	s.reader = s.writer
	return err
}

// postgresTrouble says in a sentence why the server cannot be used.
func postgresTrouble(config *pgx.ConnConfig, err error) error {
	server := net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port)))
	var answer *pgconn.PgError
	if !errors.As(err, &answer) {
		return fmt.Errorf("the database server %s cannot be reached: %w", server, innermost(err))
	}
	switch answer.Code {
	case "28P01", "28000":
		return fmt.Errorf("the database server %s does not let %q in: wrong user or password", server, config.User)
	case "3D000":
		return fmt.Errorf("the database server %s has no database %q", server, config.Database)
	default:
		return fmt.Errorf("the database server %s refuses: %s", server, answer.Message)
	}
}

// innermost is the cause without the connection's own description around it.
func innermost(err error) error {
	var network *net.OpError
	if errors.As(err, &network) {
		return network
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return err
}

func refuseDriver(driver Driver) error {
	return fmt.Errorf("there is no database driver %q: it is %q or %q", driver, SQLite, Postgres)
}
