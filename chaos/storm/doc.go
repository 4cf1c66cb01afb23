// Storm measures how late ends are when very many fall due in the same second, on a
// real `curfew dev` of its own with an Okta simulator in this process:
//
//	go run ./chaos/storm -ends 200                  no limit
//	go run ./chaos/storm -ends 10000 -limit 600     600 calls a minute on groups
//	go run ./chaos/storm -ends 100 -kill            kill -9 in the middle of the drain
//	go run ./chaos/storm -ends 1000 -away okta -lasts 5m
//	                                                due while the outside system is away
//	go run ./chaos/storm -ends 1000 -away curfew    due while all of Curfew is
//
// Every access comes about as people get it: somebody signs in, asks for it through
// the API and is given it in the outside system. The simulator's own clock says when
// each membership went; the ledger says what the product believes. It fails where an
// end is lost, comes before its time, or happens twice.
package main
