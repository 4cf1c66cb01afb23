package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"

	"github.com/curfewhq/curfew/internal/access"
)

type auditRow struct {
	Seq       int64 `gorm:"primaryKey;autoIncrement:false"`
	ID        string
	At        instant
	Actor     string
	Action    string
	Object    string
	RequestID string
	Detail    string
	Data      sql.NullString // canonical JSON, a text on both databases: its bytes are hashed
	PrevHash  string
	Hash      string
}

func (auditRow) TableName() string { return "audit" }

// rowOfLine is the line as it is kept, with its hash.
func rowOfLine(line access.AuditLine) (auditRow, error) {
	row := auditRow{
		Seq: line.Seq, ID: storable(line.ID), At: on(line.At), Actor: storable(line.Actor),
		Action: storable(line.Action), Object: storable(line.Object), RequestID: storable(line.RequestID),
		Detail: storable(line.Detail), PrevHash: line.PrevHash,
	}
	if len(line.Data) > 0 {
		data, err := canonical(line.Data)
		if err != nil {
			return auditRow{}, err
		}
		row.Data = sql.NullString{String: data, Valid: true}
	}
	hash, err := row.digest()
	row.Hash = hash
	return row, err
}

func (r auditRow) line() access.AuditLine {
	line := access.AuditLine{
		Seq: r.Seq, ID: r.ID, At: r.At.at, Actor: r.Actor, Action: r.Action, Object: r.Object,
		RequestID: r.RequestID, Detail: r.Detail, PrevHash: r.PrevHash, Hash: r.Hash,
	}
	if r.Data.Valid {
		_ = json.Unmarshal([]byte(r.Data.String), &line.Data) // what we wrote; VerifyAudit tells if not
	}
	return line
}

// digest is the hash of a line: SHA-256, in hex, of the JSON array of the hash
// before, the number, the id, the instant, the actor, the action, the object, the
// request, the detail and the data's JSON as a text. Anybody can compute it again
// from an exported line.
func (r auditRow) digest() (string, error) {
	encoded, err := json.Marshal([]any{
		r.PrevHash, r.Seq, r.ID, r.At.at.Format(instantLayout), r.Actor, r.Action, r.Object,
		r.RequestID, r.Detail, r.Data.String,
	})
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:]), err
}

// canonical is JSON that stays the same when it is read and written again: keys in
// order, numbers as float64.
func canonical(data map[string]any) (string, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return "", err
	}
	var read map[string]any
	if err := json.Unmarshal([]byte(storableJSON(raw)), &read); err != nil {
		return "", err
	}
	raw, err = json.Marshal(read)
	return string(raw), err
}
