# Start with `make run` and `make test`; `make help` lists all commands.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run dev build dist try-dist test check unit unit-all budget e2e prove bench tasks load recipes screenshots deny clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: ## build the release and serve it on http://localhost:3000 (installs missing tools)
	@scripts/run.sh

dev: ## rebuild and restart as files change
	@scripts/dev.sh

build: ## build the release and show the size of the browser's download
	@scripts/build.sh

dist: ## make archive, package, image, sums and bill of materials in dist/ (under 20 minutes)
	@scripts/dist.sh

try-dist: ## try what make dist made, on a bare Debian without a network (as root)
	@scripts/try-dist.sh

test: ## all tests, cheapest first; lists at the end what was not checked
	@scripts/test.sh

check: ## format, lints and types; no warnings allowed
	@scripts/check.sh

unit: ## unit and flow tests on SQLite only (ARGS=r19_)
	@scripts/unit.sh --sqlite $(ARGS)

unit-all: ## the same on SQLite and PostgreSQL, with a real mail server
	@scripts/unit.sh $(ARGS)

budget: ## compare the size of the browser's download with the limit
	@scripts/wasm-budget.sh

e2e: ## browser tests against the release (ARGS="--project phone")
	@scripts/end2end.sh playwright test $(ARGS)

prove: ## test the guarantees at full size, an hour or two (RUNS=1000 SEED=1)
	@scripts/prove.sh

bench: ## measure the release, in tables (SIZES=40,100000,1000000 ONLY=writing RECORD=1)
	@scripts/bench.sh

tasks: ## count clicks, keys and waits of common tasks
	@scripts/end2end.sh node tasks.mjs

load: ## load test: 2,000 partners a minute, 20,000 connections, floods of strangers
	@scripts/load.sh

recipes: ## try the configurations of deploy/ and docs/install.md: Caddy, nginx, PostgreSQL over TLS
	@scripts/recipes.sh

screenshots: ## retake the pictures in docs/; of every page with OUT=folder (LOCALE=de)
	@scripts/end2end.sh node screenshots.mjs $(ARGS)

deny: ## check licences and known vulnerabilities of the dependencies
	@scripts/deny.sh

clean: ## remove the build output (the tools in the cache stay)
	rm -rf target dist end2end/node_modules end2end/test-results
