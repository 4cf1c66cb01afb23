package builder

import "sync"

// maxKept bounds the expressions that are kept ready. Reading one takes ten times as
// long as deciding it, and the portal decides those of every automation for
// everybody who opens it; an admin who draws has all of them checked with every change.
const maxKept = 1000

// kept holds values that take long to make, by a text. It may be used by several
// goroutines at once; values are shared between them.
type kept[T any] struct {
	mu    sync.Mutex
	ready map[string]T
}

func (k *kept[T]) get(key string, make func() (T, error)) (T, error) {
	k.mu.Lock()
	value, there := k.ready[key]
	k.mu.Unlock()
	if there {
		return value, nil
	}
	value, err := make()
	if err != nil {
		return value, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ready == nil || len(k.ready) >= maxKept {
		k.ready = map[string]T{} // rarely: a company has fewer expressions
	}
	k.ready[key] = value
	return value, nil
}
