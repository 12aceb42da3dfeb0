# qa-reader: everything a developer or a reader does here, with python3 (3.11 or later, with venv and pip) and make.
#
#   make run       open the reader on a copy of the examples (demo/)
#   make test      the tests
#   make check     style, types, layers
#   make fuzz      the property tests, on examples never tried before
#   make torture   the long runs that `make test` leaves out
#   make bench     what benchmarks/README.md reports
#   make locales   take new strings into the catalogues and compile them
#   make codebook  write codebook.json, which every start reads, from codebook.toml
#   make lock      resolve the dependencies again (LOCKFLAGS=--upgrade for newer ones)
#   make clean     remove what was built here, the demo included
#
# Another Python: `make PYTHON=python3.13 test`; it gets an environment of its own beside the usual one.

PYTHON ?= python3
VENV ?= .venv$(if $(filter-out python3,$(PYTHON)),-$(notdir $(PYTHON)))
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE := src tests benchmarks docs
LOCALES := src/qa_reader/locales
CODEBOOK := src/qa_reader/annotation/codebook
LOCKFLAGS ?=
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-emit-index-url --no-emit-find-links $(LOCKFLAGS)
# The reader whose annotations lie with the examples: the demo opens as hers, with something said already.
ANNOTATOR ?= 岸本

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test fuzz torture check bench locales codebook lock clean

help:
	@sed -n 's/^#   make/  make/p' Makefile

# The environment. A stamp holds each step, so nothing is installed twice.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "qa-reader needs Python 3.11 or later; name one with: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "no environment could be made; on Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what qa-reader needs into $(VENV) (once) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing what its tests need into $(VENV) (once) …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# Reading

demo: examples annotations
	@[ -d demo ] || { rm -rf demo.new && mkdir demo.new && cp -R examples/. demo.new/ && \
	  cp -R annotations demo.new/annotations && mv demo.new demo; }

run: $(VENV)/.run demo
	@$(BIN)/qa-reader demo --annotator "$(ANNOTATOR)"

# Checking

test: $(VENV)/.dev
	$(BIN)/python -m pytest

fuzz: $(VENV)/.dev
	HYPOTHESIS_PROFILE=new $(BIN)/python -m pytest -m hypothesis

torture: $(VENV)/.dev
	$(BIN)/python -m pytest -m full

check: $(VENV)/.dev
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

# Making

locales: $(VENV)/.dev
	@mkdir -p build
	$(BIN)/pybabel -q extract -F babel.cfg --project qa-reader --sort-by-file --add-location file --no-wrap \
	  -o build/messages.pot src
	$(BIN)/pybabel -q update --ignore-obsolete --ignore-pot-creation-date --no-wrap \
	  -l ja -i build/messages.pot -o $(LOCALES)/ja.po
	$(BIN)/pybabel -q compile --statistics -l ja -i $(LOCALES)/ja.po -o $(LOCALES)/ja.mo

codebook:
	$(PYTHON) -c 'import json, sys, tomllib; json.dump(tomllib.load(open(sys.argv[1], "rb")), open(sys.argv[2], "w"), ensure_ascii=False)' $(CODEBOOK).toml $(CODEBOOK).json

lock: $(VENV)/.dev
	$(COMPILE) --group build pyproject.toml -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .venv-* demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
