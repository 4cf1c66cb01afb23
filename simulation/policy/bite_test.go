package policy

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// bites remembers of every key of the cases whether another value in its place was
// noticed, each time.
type bites struct {
	mutex  sync.Mutex
	missed map[string][]string // scenarios
}

// try changes everything that a scenario expects, one thing after the other, and
// compares again what happened. What differs already could hide it.
func (b *bites) try(result Result) {
	if len(result.Differences) > 0 {
		return
	}
	scenario := result.Scenario
	visit("", reflect.ValueOf(&scenario.Expected).Elem(), func(key string, values []any, set func(any)) {
		if notCompared()[key] != "" {
			values = nil
		}
		noticed := len(values) == 0
		for _, value := range values {
			set(value)
			noticed = noticed || len(result.compare(scenario)) > 0
		}
		set(nil)
		b.mutex.Lock()
		defer b.mutex.Unlock()
		if !noticed {
			b.missed[key] = append(b.missed[key], scenario.ID)
		}
	})
}

// tell reports the keys that nothing reads.
func (b *bites) tell(t *testing.T) {
	t.Helper()
	for _, key := range sortedNames(b.missed) {
		t.Errorf("nobody notices another %s in %v", key, b.missed[key])
	}
}

func TestEveryKeyOfTheListIsInACase(t *testing.T) {
	t.Parallel()
	cases, _, err := Load(casesDirectory)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, c := range cases {
		for _, scenario := range c.Scenarios {
			visit("", reflect.ValueOf(&scenario.Expected).Elem(), func(key string, _ []any, _ func(any)) { there[key] = true })
		}
	}
	for _, key := range sortedNames(notCompared()) {
		if !there[key] {
			t.Errorf("%s is in a list and in no case", key)
		}
	}
}

// visit calls with every value that is given, with the key that leads to it, other
// values, of which one has to be noticed, and what sets one; nil is what it was.
func visit(key string, at reflect.Value, call func(key string, values []any, set func(any))) {
	was := reflect.ValueOf(at.Interface())
	set := func(value any) {
		if at.Set(was); value != nil {
			at.Set(reflect.ValueOf(value))
		}
	}
	switch value := at.Interface().(type) {
	case time.Time:
		if !value.IsZero() {
			const far = 7*time.Hour + 13*time.Minute
			call(key, []any{value.Add(far), value.Add(-far)}, set)
		}
		return
	case string:
		if value != "" || key == "asked.answer" {
			call(key, []any{"~" + value}, set)
		}
		return
	case float64:
		if value != 0 {
			call(key, []any{value + 1000}, set)
		}
		return
	}
	switch at.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !at.IsNil() {
			inner := reflect.New(at.Elem().Type()).Elem()
			inner.Set(at.Elem())
			visit(key, inner, func(key string, values []any, setInner func(any)) {
				call(key, values, func(value any) {
					if setInner(value); at.Kind() == reflect.Pointer {
						at.Set(inner.Addr())
					} else {
						at.Set(inner)
					}
				})
			})
		}
	case reflect.Struct:
		for i := range at.NumField() {
			name := at.Type().Field(i).Tag.Get("json")
			visit(strings.TrimPrefix(key+"."+name, "."), at.Field(i), call)
		}
	case reflect.Slice:
		for i := range at.Len() {
			visit(key, at.Index(i), call)
		}
	case reflect.Map:
		for _, name := range at.MapKeys() {
			inner := reflect.New(at.Type().Elem()).Elem()
			inner.Set(at.MapIndex(name))
			visit(key, inner, func(key string, values []any, setInner func(any)) {
				call(key, values, func(value any) {
					setInner(value)
					at.SetMapIndex(name, inner)
				})
			})
		}
	case reflect.Int:
		call(key, []any{0}, set)
	default:
		panic(fmt.Sprintf("%s is %s", key, at.Type()))
	}
}
