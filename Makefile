# Everything is installed into .venv from the locks, once; nothing needs installing by hand but Python and make.

PYTHON ?= python3
LESSON ?= soviet-foreign-policy-1921-33/02-rapallo
JOBS ?= 2
UV := uv==0.13.9

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes --requirement

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help pack test slow explore check bench lock pictures docs messages clean

help:
	@echo "make pack      build the example lesson as PDF and DOCX (another: make pack LESSON=PACK/LESSON, or PACK for all of it)"
	@echo "make test      run the tests"
	@echo "make slow      run the tests that take long"
	@echo "make explore   try property-based tests with many more examples, new ones each time"
	@echo "make check     lint, formatting, types, and which room may import which"
	@echo "make bench     measure speed beside WeasyPrint, Typst and docxtpl"
	@echo "make docs      write the generated reference anew, and draw the pictures of the activities"
	@echo "make messages  collect the words to translate, and bring the catalogues up to date"
	@echo "make pictures  draw the pictures of the README and of its companions anew"
	@echo "make lock      write the three locks anew, with the newest releases"
	@echo "make clean     remove what was installed and built, but not your output"

pack: $(VENV)/.runtime
	@$(PY) generate.py build $(LESSON)
	@echo "The files are in output/$(LESSON)/."

test: $(VENV)/.test
	$(PY) -m pytest -n $(JOBS) --dist loadgroup -m "not slow" -rs

slow: $(VENV)/.test
	$(PY) -m pytest -n $(JOBS) --dist loadgroup -m "slow and not alone" -rs
	$(PY) -m pytest -m "slow and alone" -rs

explore: $(VENV)/.test
	$(PY) -m pytest -n $(JOBS) -m hypothesis --hypothesis-profile explore

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PY) -m pytest tests/test_imports.py

bench: $(VENV)/.bench
	$(PY) -m bench cold
	$(PY) -m bench tagging
	$(PY) -m bench batch

docs: $(VENV)/.test
	$(PY) -m docs.make.pack_format
	$(PY) -m docs.make.activities

messages: $(VENV)/.runtime
	$(PY) -m docs.make.messages

pictures: $(VENV)/.test
	$(PY) -m docs.make.pictures

lock: $(VENV)/.runtime
	$(PIP) "$(UV)"
	$(call COMPILE,requirements.lock)
	$(call COMPILE,requirements-test.lock,--extra test --constraint requirements.lock)
	$(call COMPILE,requirements-bench.lock,--extra test --extra bench --constraint requirements-test.lock)

COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --extra build $(2) --output-file $(1)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Hornbook needs Python 3.11 or later, and $(PYTHON) is not that. Name another: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(PY)
	@echo "Installing what Hornbook needs (once) ..."
	$(LOCKED) requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.runtime
	@echo "Installing what the tests need (once) ..."
	$(LOCKED) requirements-test.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.test
	@echo "Installing what is measured beside Hornbook (once) ..."
	$(LOCKED) requirements-bench.lock
	@touch $@
