# Everything a newcomer needs is `make run` and `make test`; `make help` lists the rest.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run dev build test check unit unit-all budget e2e prove bench tasks load screenshots deny clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: ## build the release and serve it on http://localhost:3000 (installs what is missing, and says so)
	@scripts/run.sh

dev: ## rebuild and restart as files change
	@scripts/dev.sh

build: ## build the release and show what a browser downloads
	@scripts/build.sh

test: ## all of the tests, cheapest first; ends with what was not checked
	@scripts/test.sh

check: ## format, lints and types, no warning allowed
	@scripts/check.sh

unit: ## unit and flow tests, quickly: on SQLite alone (ARGS=r19_)
	@scripts/unit.sh --sqlite $(ARGS)

unit-all: ## the same on PostgreSQL too, and beside a real mail server
	@scripts/unit.sh $(ARGS)

budget: ## the size of what a browser downloads
	@scripts/wasm-budget.sh

e2e: ## browser tests against the release (ARGS="--project phone")
	@scripts/end2end.sh playwright test $(ARGS)

prove: ## the guarantees at full size, an hour or two (RUNS=1000 SEED=1)
	@scripts/prove.sh

bench: ## measure the release over loopback
	@scripts/end2end.sh node bench.mjs $(ARGS)

tasks: ## count clicks, keys and waits of everyday work
	@scripts/end2end.sh node tasks.mjs

load: ## 2,000 partners a minute beside 200 sessions and 20,000 connections
	@scripts/load.sh

screenshots: ## retake the pictures in docs/
	@scripts/end2end.sh node screenshots.mjs $(ARGS)

deny: ## licences and known vulnerabilities of the dependencies
	@scripts/deny.sh

clean: ## remove what was built (the tools in the cache stay)
	rm -rf target end2end/node_modules end2end/test-results
