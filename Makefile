# The one door. `make help` lists what is behind it; each target calls a script of
# its own in scripts/.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Flags for `curfew dev`, or for Playwright: make run ARGS="--port 9090 --data /elsewhere",
# make e2e ARGS="story --headed"
ARGS ?=
# make test SHUFFLE=off keeps the order of Go's tests, and their cached results.
SHUFFLE ?= on
export SHUFFLE
# What one clone has compiled, all of them find in Go's cache: no path is in it.
export GOFLAGS := $(shell go env GOFLAGS 2>/dev/null) -trimpath

.PHONY: help run test lint gen verify e2e chaos storm bench clean \
	build console devserver versions postgres chromium lint-bites

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build what has changed and start everything on this machine, with a demo company
	@exec bin/curfew dev $(ARGS)

test: ## everything that has to pass: Go, console, browser, lint, generated code
	@scripts/test.sh

lint: versions ## read the code: golangci-lint, import rules, workflowcheck, tsc, eslint
	@scripts/lint.sh

gen: versions ## write what is generated from api/openapi.yaml
	@scripts/gen.sh

verify: versions ## fail when generated code is not what the contract says
	@scripts/verify.sh

e2e: build ## the browser tests, against a `curfew dev` of their own on free ports
	@ARGS='$(ARGS)' scripts/e2e.sh

chaos: devserver ## break everything around access at 10,000 points, and write docs/reliability.md
	@ARGS='$(ARGS)' scripts/chaos.sh -points 10000 -replay 1 -write docs/reliability.md

storm: build ## let 200 accesses end in one second; ARGS="-ends 10000 -limit 600" for more, see docs/reliability.md
	@scripts/unconfigured.sh go run ./chaos/storm $(ARGS)

bench: devserver ## what a request costs, and what sleeping access costs; see docs/bench.md
	@ARGS='$(ARGS)' scripts/bench.sh

clean: ## remove what was built and installed; ./data, your state, stays
	@scripts/clean.sh

build: console devserver ## build bin/curfew and bin/curfew-temporal
	@scripts/curfew.sh

console: versions ## build the web app into console/dist
	@scripts/console.sh

devserver: versions ## build bin/curfew-temporal, the Temporal of `curfew dev` (minutes, the first time)
	@scripts/devserver.sh

postgres: ## make sure PostgreSQL's programs are here, for the tests
	@scripts/postgres.sh

chromium: ## make sure a Chromium is here, for the browser tests
	@scripts/chromium.sh

lint-bites: versions ## show that every import rule refuses what it should
	@scripts/tools.sh && scripts/lint-bites.sh

versions: ## check that Go and Node are new enough
	@scripts/versions.sh
