package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// person is somebody signed in through the API.
type person struct{ base, token string }

// api keeps as many connections as there are people asking at once.
var api = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: asking}}

func signIn(ctx context.Context, console, login string) (person, error) {
	p := person{base: console + "/api/v1"}
	var session struct {
		Token string `json:"token"`
	}
	err := p.call(ctx, http.MethodPost, "/session", map[string]any{"login": login}, &session)
	p.token = session.Token
	return p, err
}

// call makes one call; everything but success is an error.
func (p person) call(ctx context.Context, method, path string, body, answer any) error {
	var content bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&content).Encode(body); err != nil {
			return err
		}
	}
	ask, err := http.NewRequestWithContext(ctx, method, p.base+path, &content)
	if err != nil {
		return err
	}
	ask.Header.Set("Content-Type", "application/json")
	if p.token != "" {
		ask.Header.Set("Authorization", "Bearer "+p.token)
	}
	response, err := api.Do(ask)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s %s answered %s: %s", method, path, response.Status, raw)
	}
	if answer == nil || len(raw) == 0 {
		return nil
	}
	return json.Unmarshal(raw, answer)
}
