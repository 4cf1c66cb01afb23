package store

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/curfewhq/curfew/internal/access"
)

// Two stores on one database stand for two processes: what queues up inside of
// one does not help the other.
func TestProcessesThatWriteAtOnceWaitForEachOther(t *testing.T) {
	eachEmpty(t, func(t *testing.T, config Config) {
		const writes = 40
		one, two := opened(t, config), opened(t, config)
		must(t, one.Migrate(t.Context()))
		var group sync.WaitGroup
		for name, s := range map[string]*Store{"one": one, "two": two} {
			group.Go(func() {
				for i := range writes {
					id := fmt.Sprint(name, i)
					if _, _, err := s.SubmitRequest(t.Context(), access.Request{ID: id}, access.AuditLine{ID: id}); err != nil {
						t.Error(err)
					}
					if _, err := s.ClaimRequest(t.Context(), id, "run", ""); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		must(t, one.VerifyAudit(t.Context()))
		if last, err := two.LastEvent(t.Context()); err != nil || last != 2*writes {
			t.Errorf("%d events, %v", last, err)
		}
	})
}

// A transaction that reads first and then writes, while another process writes: on
// SQLite it would be refused if it had not said from the start that it will write.
func TestReadingBeforeWritingIsNotRefused(t *testing.T) {
	eachEmpty(t, func(t *testing.T, config Config) {
		one, two := opened(t, config), opened(t, config)
		must(t, one.Migrate(t.Context()))
		var other sync.WaitGroup
		must(t, one.write(t.Context(), "reading first", func(tx *gorm.DB) error {
			if _, err := requestByID(tx, "r"); err == nil {
				t.Error("there is a request already")
			}
			other.Go(func() {
				if err := two.AppendAudit(t.Context(), access.AuditLine{ID: "two"}); err != nil {
					t.Error(err)
				}
			})
			time.Sleep(300 * time.Millisecond) // time enough to write, if nothing held it back
			return one.record(tx, []access.AuditLine{{ID: "one"}}, nil)
		}))
		other.Wait()
		must(t, one.VerifyAudit(t.Context()))
	})
}
