package oktasim

import (
	"crypto/rand"
	"crypto/sha256"
	"math/big"
)

// Okta's ids are twenty characters, of which the first three tell the kind.
const (
	userPrefix  = "00u"
	groupPrefix = "00g"
	rulePrefix  = "0pr"
	appPrefix   = "0oa"
)

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// UserID is the id under which a seeded login is found: the same in every run.
func UserID(login string) string {
	sum := sha256.Sum256([]byte(login))
	return userPrefix + spell(sum[:], 17)
}

func newID(prefix string) string { return prefix + random(17) }

func random(length int) string {
	bytes := make([]byte, 32)
	_, _ = rand.Read(bytes) // never fails, see crypto/rand
	return spell(bytes, length)
}

func spell(bytes []byte, length int) string {
	number, base, digit := new(big.Int).SetBytes(bytes), big.NewInt(int64(len(letters))), new(big.Int)
	out := make([]byte, length)
	for i := range out {
		number.DivMod(number, base, digit)
		out[i] = letters[digit.Int64()]
	}
	return string(out)
}
