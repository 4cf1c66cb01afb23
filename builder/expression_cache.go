package builder

import "sync"

// maxCompiled bounds the expressions that are kept ready. Reading one takes some
// hundred times as long as deciding it, and the portal decides those of every
// automation for everybody who opens it.
const maxCompiled = 1000

var compiled expressionCache

// expressionCache keeps expressions that were read, by their text.
type expressionCache struct {
	mu    sync.Mutex
	ready map[string]*Predicate
}

func (c *expressionCache) predicate(expression string) (*Predicate, error) {
	c.mu.Lock()
	predicate := c.ready[expression]
	c.mu.Unlock()
	if predicate != nil {
		return predicate, nil
	}
	predicate, err := NewPredicate(expression)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ready == nil || len(c.ready) >= maxCompiled {
		c.ready = map[string]*Predicate{} // rarely: there are fewer expressions in a company
	}
	c.ready[expression] = predicate
	return predicate, nil
}
