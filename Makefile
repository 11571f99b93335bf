# make chat: from a fresh clone to the chat in the browser. make test: everything that must hold.
PYTHON ?= python3
TRACUU_STORE ?= tracuu-data
export TRACUU_STORE

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed

.DEFAULT_GOAL := setup
.PHONY: setup chat test core types screen eval bench clean

setup: $(INSTALLED)

# torch goes first and alone: where it must come from another index, only this line fails, and says so.
$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tra cuu needs Python 3.11 or later: make setup PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -q -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --disable-pip-version-check -q -c constraints.txt -e ".[dev]"
	touch $@

# The first chat of a fresh clone has something to answer from; a store that exists is left as it is.
chat: setup
	test -e "$(TRACUU_STORE)/catalogue.sqlite3" || $(BIN)/tracuu ingest samples/reports
	$(BIN)/tracuu chat

# Two at a time: types beside the tests, the browser's beside the rest.
test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory -j2 -O core types screen

core:
	$(BIN)/pytest --ignore tests/screen

types:
	$(BIN)/mypy

screen:
	$(BIN)/pytest tests/screen

# Its own stores, so that reports of the person's store do not answer for the samples; the traps have reports of their
# own beside the samples. A page for each set that ships; it fails where an error that was mended is back.
eval: setup
	$(BIN)/tracuu --store eval-out/store ingest samples/reports
	$(BIN)/tracuu --store eval-out/store eval samples/questions.jsonl --out eval-out/samples
	$(BIN)/tracuu --store eval-out/store eval samples/regression.jsonl --out eval-out/regression --fail-under 100
	$(BIN)/tracuu --store eval-out/traps ingest samples/reports samples/traps
	$(BIN)/tracuu --store eval-out/traps eval samples/adversarial.jsonl --out eval-out/adversarial

# Three invented shelves, LlamaIndex's starter beside us; half an hour on two cores. Writes docs/benchmarks.md.
bench: setup
	$(BIN)/python -m eval.bench --docs docs

clean:
	rm -rf $(VENV) eval-out
