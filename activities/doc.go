// Package activities holds the side effects of workflows. Each is idempotent:
// Temporal may run it again after a crash, and a second run changes nothing.
//
// It owns the interfaces to the database (Records, Ledger, Leavers, Books) and reaches
// outside systems only through integrations.Provider and integrations.Outside. It
// hands decisions back to the workflows and takes none itself.
package activities
