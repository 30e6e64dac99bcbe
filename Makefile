# Every door does its own set-up: a machine with Python 3.11+ and make is enough.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
SEEDS ?= 2000
FROM ?= 0
PROCESSES ?= 2

.PHONY: setup demo test check bench docs simulate clean

setup: $(STAMP)

$(STAMP): pyproject.toml
	tools/setup.sh "$(PYTHON)" dev
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/python examples/demo.py

test: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal tests

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m bench

docs: $(STAMP)
	tools/setup.sh "$(PYTHON)" docs
	$(BIN)/python -m sphinx --fail-on-warning --keep-going docs docs/_build
	@echo "docs/_build/index.html"

simulate: $(STAMP)
	$(BIN)/python -m tests.simulation --seeds $(SEEDS) --start $(FROM) --processes $(PROCESSES)

clean:
	rm -rf .venv docs/_build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
