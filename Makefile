# Every door does its own set-up: a machine with Python 3.11+ and make is enough.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
LATEST := .venv-latest
SEEDS ?= 2000
FROM ?= 0
PROCESSES ?= 2
ROOM ?= all
SEED ?= 1
SAMPLE ?= 60
TESTS ?= tests

.PHONY: setup demo test test-latest check bench docs simulate mutants lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml tools/locks/dev.txt tools/setup.sh
	tools/setup.sh "$(PYTHON)" dev .venv
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/python examples/demo.py

test: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

# The suite on the newest releases that pyproject.toml allows: what the locks keep out is seen before users meet it.
test-latest:
	tools/setup.sh "$(PYTHON)" dev $(LATEST) newest
	LANDFORM_TEST_RELEASES=newest $(LATEST)/bin/python -m pytest -n 2 --dist worksteal $(TESTS)

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m bench

docs:
	tools/setup.sh "$(PYTHON)" docs .venv-docs
	.venv-docs/bin/python -m sphinx --fail-on-warning --keep-going docs docs/_build
	@echo "docs/_build/index.html"

simulate: $(STAMP)
	$(BIN)/python -m tests.simulation --seeds $(SEEDS) --start $(FROM) --processes $(PROCESSES)

# Small mistakes made on purpose in a room (or all): what its own tests do not notice is listed.
mutants: $(STAMP)
	$(BIN)/python -m tools.mutants $(ROOM) --seed $(SEED) --sample $(SAMPLE)

lock:
	tools/lock.sh

clean:
	rm -rf .venv .venv-docs $(LATEST) docs/_build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
