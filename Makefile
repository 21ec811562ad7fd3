# One word a job: `make help` lists them, docs/testing.md says what each check holds.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

SERVE ?= 1
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
NEUGUONG_HOME ?= var
export NEUGUONG_HOME

BIN := .venv/bin
VENDOR := neuguong/ui/static/vendor
PO := $(wildcard neuguong/locale/*/LC_MESSAGES/*.po)
REVIEW := out/review-2021-2023
LOADING := $(NEUGUONG_HOME)/.demo-loading
LOADED := $(NEUGUONG_HOME)/.demo-loaded
# Tests make a home of their own and start from a clean environment.
PYTEST := env -u NEUGUONG_HOME -u DJANGO_SETTINGS_MODULE $(BIN)/pytest -q
# Each process begins with a part of its own and takes from the others' when it is done, so that what many tests stand
# on is seldom made twice.
SPREAD := -n $(JOBS) --dist worksteal

# What has nothing to do with a database: folders that need not even be read, and any other test that asks none.
ROOMS_ONLY := --database-only --ignore=tests/architecture --ignore=tests/docs --ignore=tests/tools --ignore=tests/documents \
	--ignore=tests/interchange/reading --ignore=tests/files/test_examining.py

.PHONY: help
help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

##### To run it

.PHONY: demo
demo: install ## set up, load the demonstration, write the review to out/, serve (SERVE=0: stop before that)
	@mkdir -p out
	@mkdir -p -m 700 "$(NEUGUONG_HOME)"
	@# What an interrupted loading left is ours to remove; a database that was here before is not.
	@if [ -e "$(LOADING)" ]; then rm -f "$(NEUGUONG_HOME)"/neuguong.sqlite3*; fi
	@if [ ! -e "$(NEUGUONG_HOME)/neuguong.sqlite3" ] && [ ! -e "$(LOADED)" ]; then \
		touch "$(LOADING)"; $(BIN)/neuguong demo; mv "$(LOADING)" "$(LOADED)"; \
	fi
	@for kind in docx pdf json; do \
		$(BIN)/neuguong report review --organisation DUK --period 2021..2023 -o "$(REVIEW).$$kind"; \
	done
	@if [ "$(SERVE)" != 0 ]; then exec $(BIN)/neuguong serve; fi

.PHONY: install
install: .venv/.base assets locale ## environment, locked dependencies, assets and translations, nothing else

.PHONY: assets
assets: $(VENDOR)/.done ## styles, scripts and fonts, from the npm registry

.PHONY: locale
locale: $(PO:.po=.mo) ## compile the translations

##### To check it

.PHONY: test
test: programs .venv/.dev assets locale style layers ## every check
	@# Two at a time: one waits for a process, a page or a last test while the other works.
	@$(MAKE) -j2 --output-sync=target postgres unit types browser

.PHONY: programs
programs: ## what the checks need beside Python: PostgreSQL, Chromium, LibreOffice, poppler
	tools/need git chromium libatomic pdftoppm postgres soffice

.PHONY: quick
quick: .venv/.dev assets locale ## style, types, and the quick tests on SQLite, in a minute
	@$(MAKE) -j3 --output-sync=target style types fast

.PHONY: style
style: .venv/.dev ## how the code is written
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: .venv/.dev ## mypy, strict
	NEUGUONG_HOME=build/types $(BIN)/mypy

.PHONY: layers
layers: .venv/.dev ## which room may use which
	$(BIN)/lint-imports

.PHONY: fast
fast: .venv/.dev assets locale ## the quick tests on SQLite
	env -u DATABASE_URL HYPOTHESIS_PROFILE=quick $(PYTEST) $(SPREAD) -m "not browser and not slow and not office"

.PHONY: unit
unit: .venv/.dev assets locale ## all but the browser's tests, on SQLite
	tools/need git pdftoppm soffice
	env -u DATABASE_URL $(PYTEST) $(SPREAD) -m "not browser"

.PHONY: postgres
postgres: .venv/.dev assets locale ## those again, on a PostgreSQL that comes up by itself
	tools/need pdftoppm postgres
	$(BIN)/python tools/postgres.py $(PYTEST) $(SPREAD) $(ROOMS_ONLY) \
		-m "not browser and not office"

.PHONY: browser
browser: .venv/.dev assets locale ## the pages in Chromium, with axe
	tools/need chromium libatomic
	env -u DATABASE_URL $(PYTEST) tests/browser -m browser

.PHONY: long
long: .venv/.dev assets locale ## property, kill and simulation tests at their full sizes
	tools/need postgres
	env -u DATABASE_URL HYPOTHESIS_PROFILE=long $(PYTEST) $(SPREAD) -m "not browser and not office"
	HYPOTHESIS_PROFILE=long $(BIN)/python tools/postgres.py $(PYTEST) $(SPREAD) $(ROOMS_ONLY) \
		-m "not browser and not office"

.PHONY: bench
bench: install peers ## compare with the peers; prints ratios
	$(BIN)/neuguong bench

.PHONY: screenshots
screenshots: .venv/.dev assets locale ## pictures of the screens, under out/screens
	tools/need chromium libatomic
	env -u DATABASE_URL $(PYTEST) tests/browser -m browser -k screen

##### To keep it

.PHONY: lock
lock: .venv/.dev ## lock the dependencies anew, from requirements/*.in and package.json
	$(BIN)/pip install -q --require-hashes -r requirements/lock.txt
	for name in base dev peers node lock; do \
		$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header requirements/$$name.in -o requirements/$$name.txt; \
	done
	tools/npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

.PHONY: format
format: .venv/.dev ## write the code the way `make style` wants it
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: messages
messages: .venv/.base ## bring the English catalogue up to date with the texts in the sources
	$(BIN)/python tools/messages.py

.PHONY: peers
peers: .venv-peers/.done ## the environment of what `make bench` compares with

.PHONY: clean
clean: ## remove what was built and installed here; the data in var/ stays
	rm -rf .venv .venv-peers build out node_modules $(VENDOR) *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f $(PO:.po=.mo)

##### How

.venv/bin/pip:
	tools/venv .venv

.venv/.base: requirements/base.txt pyproject.toml | .venv/bin/pip
	$(BIN)/pip install -q --require-hashes --no-deps -r requirements/base.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(BIN)/pip install -q --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

.venv-peers/.done: requirements/peers.txt
	tools/venv .venv-peers
	.venv-peers/bin/pip install -q --require-hashes --no-deps -r requirements/peers.txt
	@touch $@

node_modules/.package-lock.json: package-lock.json | .venv/bin/pip
	tools/npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	@touch $@

$(VENDOR)/.done: node_modules/.package-lock.json tools/assets.py
	$(BIN)/python tools/assets.py node_modules $(VENDOR)
	@touch $@

%.mo: %.po | .venv/.base
	$(BIN)/pybabel -q compile -i $< -o $@ -l "$$(basename "$$(dirname "$$(dirname "$<")")")"
