package store

import "github.com/curfewhq/curfew/internal/access"

type keyRow struct {
	Key       string `gorm:"primaryKey"`
	Connector string
	Subject   string
	Resource  string
	Seq       int64
	Baseline  document[*access.Holding]
	Applied   document[*access.Holding]
	Settled   bool
	Attention string
}

func (keyRow) TableName() string { return "access_keys" }

func rowOfKey(record access.KeyRecord) keyRow {
	return keyRow{
		Key:       record.Key.String(),
		Connector: record.Key.Connector,
		Subject:   record.Key.Subject,
		Resource:  record.Key.Resource,
		Seq:       record.Seq,
		Baseline:  documentOf(record.Baseline),
		Applied:   documentOf(record.Applied),
		Settled:   record.Settled,
		Attention: record.Attention,
	}
}

func (r keyRow) record(leases []leaseRow) access.KeyRecord {
	record := access.KeyRecord{
		Key:       access.Key{Connector: r.Connector, Subject: r.Subject, Resource: r.Resource},
		Seq:       r.Seq,
		Baseline:  r.Baseline.v,
		Applied:   r.Applied.v,
		Settled:   r.Settled,
		Attention: r.Attention,
	}
	for _, lease := range leases {
		record.Leases = append(record.Leases, lease.lease())
	}
	return record
}

// untouched is the record of a key of which nothing was ever held.
func untouched(key access.Key) access.KeyRecord { return access.KeyRecord{Key: key, Settled: true} }
