# SPDX-License-Identifier: Apache-2.0
# Every command of the project. Each one sets up `.venv` by itself the first time, and again when what is needed changes.

PYTHON ?=
BIN := .venv/bin
READY := .venv/.ready
EXTENSION := .venv/.extension
NATIVE := CMakeLists.txt native/CMakeLists.txt $(wildcard native/core/* native/bind/*)
# The native engine without Python, for the tests that compare it line by line; from the same build as the extension.
export FABULA_REPLAY ?= $(CURDIR)/build/extension/native/replay
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup extension demo test check lint types contracts units browser pytest conformance format golden-update grammar docs lock build native bench sanitize fuzz parity clean

help:  ## show this list
	@echo "make COMMAND, where COMMAND is one of"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' Makefile

setup: $(READY)  ## make .venv with everything needed; the other commands do it by themselves
	@echo "Ready."

$(READY): pyproject.toml requirements.lock scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh
	@touch $(READY)

$(EXTENSION): $(READY) $(NATIVE)
	@echo "== extension: compiling what has changed"
	@sh scripts/extension.sh
	@touch $(EXTENSION)

extension: $(EXTENSION)  ## build the native engine for Python; the other commands do it by themselves

demo: $(EXTENSION)  ## check, tell and draw the founding worlds, and break one of them
	@sh scripts/demo.sh

test: check units pytest  ## every check and every test: lint, types, contracts, the native engine's tests, tests

check: lint types contracts  ## lint, types and contracts, without the tests

lint: $(READY)
	@echo "== lint: rules and layout"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "The layout is not that of 'make format'."; exit 1; }

types: $(EXTENSION)
	@echo "== types: mypy --strict"
	@$(BIN)/mypy --no-error-summary

contracts: $(READY)
	@echo "== contracts: who may import whom"
	@$(BIN)/lint-imports --no-logo

units: $(EXTENSION)
	@echo "== units: the native engine by itself"
	@sh scripts/extension.sh test

browser: $(READY)
	@sh scripts/browser.sh
	@sh scripts/node_tools.sh

pytest: units browser
	@echo "== tests"
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup

conformance: $(EXTENSION)  ## every answer of the peer's planner against both engines, where its data is at hand (FABULA_SABRE)
	@PYTHONPATH=tests $(BIN)/python -m sabre.conformance

format: $(READY)  ## give the source its layout, and mend what can be mended by itself
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

golden-update: $(EXTENSION)  ## write what Fabula says now into the golden texts; read the difference before you commit it
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup --golden-update -m golden
	@git --no-pager diff --stat -- docs tests || true

grammar: $(READY)  ## make the tables of the parser of grammar.lark
	@$(BIN)/python scripts/grammar.py

docs: $(EXTENSION)  ## make the pictures of the documentation
	@sh scripts/docs.sh

studio-front:  ## build the studio's page from frontend/ into src/fabula/studio/static (needs Node.js and npm)
	@cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent types && npm run --silent build

lock: $(READY)  ## renew requirements.lock with the newest versions that fit pyproject.toml
	@PYTHON="$(PYTHON)" sh scripts/lock.sh

build: $(READY)  ## build the packages that are published, into dist/
	@$(BIN)/python -m build --no-isolation

native:  ## build the native engine into build/native and run its own tests (needs a C++20 compiler and CMake)
	@sh scripts/native.sh build/native

sanitize: $(EXTENSION)  ## the same with AddressSanitizer and UndefinedBehaviorSanitizer, and whole worlds in it
	@sh scripts/native.sh build/native-sanitize -DFABULA_SANITIZE=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo
	@echo "== sanitize: worlds and random programs, against the reference engine"
	@FABULA_REPLAY=$(CURDIR)/build/native-sanitize/replay $(BIN)/python -m pytest -q tests/parity/test_worlds.py tests/parity/test_random_programs.py

fuzz:  ## feed the native engine bytes at random, SECONDS=60 for each target (needs clang with libFuzzer)
	@sh scripts/fuzz.sh $(or $(SECONDS),60)

parity: $(EXTENSION)  ## compare the engines on worlds made at random, WORLDS=5000 of them
	@PYTHONPATH=tests $(BIN)/python -m parity.longer $(or $(WORLD),$(WORLDS))

clean:  ## remove everything that was made here, .venv too
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@rm -f src/_fabula.*.so src/_fabula.*.pyd
	@find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Clean."
