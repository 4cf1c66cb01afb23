package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/curfewhq/curfew/internal/access"
)

func send(t *testing.T, s *Store, messages ...access.Message) {
	t.Helper()
	saveRequest(t, s, access.RequestSnapshot{Request: access.Request{ID: "r"}, Messages: messages})
}

func TestAMessageIsReadBackAsWritten(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		message := filled[access.Message](t)
		send(t, s, message)
		list, unread, err := s.Messages(t.Context(), message.PersonID, access.Page{})
		must(t, err)
		same(t, list.Items, []access.Message{message})
		if unread != 0 {
			t.Errorf("%d unread", unread)
		}
	})
}

func TestAMessageSentTwiceIsOneAndStaysRead(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		message := access.Message{ID: "m", PersonID: "ada", Text: "Your access began.", At: noon}
		send(t, s, message)
		must(t, s.ReadMessages(t.Context(), "ada", noon.Add(time.Minute)))
		send(t, s, message)
		list, unread, err := s.Messages(t.Context(), "ada", access.Page{})
		must(t, err)
		if len(list.Items) != 1 || unread != 0 {
			t.Errorf("%d messages, %d unread", len(list.Items), unread)
		}
	})
}

func TestReadingMarksNoMoreThanWhatWasThere(t *testing.T) {
	each(t, func(t *testing.T, s *Store) {
		send(t, s, access.Message{ID: "seen", PersonID: "ada", At: noon},
			access.Message{ID: "later", PersonID: "ada", At: noon.Add(time.Second)},
			access.Message{ID: "bob's", PersonID: "bob", At: noon})
		must(t, s.ReadMessages(t.Context(), "ada", noon))
		must(t, s.ReadMessages(t.Context(), "ada", noon.Add(time.Millisecond))) // keeps the first moment
		list, unread, err := s.Messages(t.Context(), "ada", access.Page{})
		must(t, err)
		got := fmt.Sprint(idsOf(list.Items, func(m access.Message) string { return m.ID + " " + m.ReadAt.Format("05.000000") }))
		if got != "[later 00.000000 seen 00.123456]" || unread != 1 {
			t.Errorf("%s, %d unread", got, unread)
		}
		_, unread, err = s.Messages(t.Context(), "bob", access.Page{})
		must(t, err)
		if unread != 1 {
			t.Error("bob's message was marked too")
		}
	})
}
