package builder

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Encode writes a plan as canonical JSON: fields in the order of the types, no
// white space. Equal plans give equal bytes, and these are what Hash is of.
func (p Plan) Encode() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(p); err != nil {
		return nil, fmt.Errorf("write the plan of %q: %w", p.Automation, err)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// Hash names a plan by its bytes: SHA-256 in hexadecimal.
func Hash(encoded []byte) string {
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:])
}

// DecodePlan reads what Encode wrote. A plan of an earlier format becomes one of this. It refuses more
// than MaxPlanBytes, a newer format, fields it does not know (they might forbid something) and a plan that a
// run could get lost in: see Plan.sound.
func DecodePlan(encoded []byte) (Plan, error) {
	if len(encoded) > MaxPlanBytes {
		return Plan{}, fmt.Errorf("the plan has %d bytes, and at most %d are allowed", len(encoded), MaxPlanBytes)
	}
	var head struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(encoded, &head); err != nil {
		return Plan{}, fmt.Errorf("the plan cannot be read: %w", err)
	}
	if formats[head.Format] == nil {
		return Plan{}, fmt.Errorf("the plan has format %d, and this program reads formats 1 to %d: run a newer one", head.Format, PlanFormat)
	}
	plan, err := formats[head.Format](encoded)
	if err != nil {
		return Plan{}, fmt.Errorf("the plan cannot be read: %w", err)
	}
	if err := plan.sound(); err != nil {
		return Plan{}, err
	}
	plan.readDefaults()
	return plan, nil
}

// formats read the bytes of a plan, each of one format, into a plan of this one.
var formats = map[int]func([]byte) (Plan, error){
	1: func(encoded []byte) (Plan, error) {
		plan, err := strictly[planFormat1](encoded)
		return plan.upgraded(), err
	},
	PlanFormat: strictly[Plan],
}

// strictly reads JSON and refuses fields that it does not know.
func strictly[T any](encoded []byte) (read T, err error) {
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(&read)
	return read, err
}
