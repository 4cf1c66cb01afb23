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

// DecodePlan reads what Encode wrote. It refuses more than MaxPlanBytes, a newer
// format, fields it does not know (they might forbid something) and a plan that a
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
	if head.Format < 1 || head.Format > PlanFormat {
		return Plan{}, fmt.Errorf("the plan has format %d, and this program reads formats 1 to %d: run a newer one", head.Format, PlanFormat)
	}
	var plan Plan
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&plan); err != nil {
		return Plan{}, fmt.Errorf("the plan cannot be read: %w", err)
	}
	if err := plan.sound(); err != nil {
		return Plan{}, err
	}
	return plan, nil
}
