package client_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/curfewhq/curfew/cmd/curfew/internal/client"
)

type item struct {
	ID int `json:"id"`
}

func pageOf(raw string) client.Answer[client.List[item]] {
	answer := client.Answer[client.List[item]]{Raw: json.RawMessage(raw)}
	if err := json.Unmarshal(answer.Raw, &answer.Value); err != nil {
		panic(err)
	}
	return answer
}

func TestAllStopsAtAFailure(t *testing.T) {
	broken := errors.New("broken")
	_, err := client.All(func(cursor string) (client.Answer[client.List[item]], error) {
		if cursor == "2" {
			return client.Answer[client.List[item]]{}, broken
		}
		return pageOf(`{"items":[{"id":1}],"next":"2"}`), nil
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestAllKeepsEveryField(t *testing.T) {
	all, err := client.All(func(cursor string) (client.Answer[client.List[item]], error) {
		if cursor == "" {
			return pageOf(`{"items":[{"id":1,"more":true}],"next":"2"}`), nil
		}
		return pageOf(`{"items":[{"id":2}]}`), nil
	})
	if err != nil || len(all.Value.Items) != 2 || string(all.Raw) != `{"items":[{"id":1,"more":true},{"id":2}]}` {
		t.Errorf("%s, %v", all.Raw, err)
	}
}

func TestNewRefusesAddresses(t *testing.T) {
	for _, server := range []string{"", "localhost:8080", "ftp://x", "http://x/path", "http://"} {
		if _, err := client.New(server, ""); err == nil {
			t.Errorf("%q was accepted", server)
		}
	}
}
