# Every target says in plain words what it does. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON3 ?= python3
BIN := .venv/bin
WORKERS ?= 2
# Under CI a skipped test is a failed test.
PYTEST := $(BIN)/pytest $(if $(CI),--no-skips) $(PYTEST_MORE)
HERE := not browser and not longer and not postgresql and not spark

.PHONY: help setup demo test lint types contracts check sheets browser postgresql spark longer bench translations clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: ## Set up .venv, front-end assets and translations (needs only Python 3.11)
	@echo "Setting up Yiwang in this folder."
	@$(PYTHON3) .ci/bootstrap.py

demo: setup ## Load the made-up district and serve it on http://127.0.0.1:8000
	@echo "Building the demo district; the pages come up on http://127.0.0.1:8000 ."
	@$(BIN)/yiwang demo

test: setup ## Run the tests on SQLite (about what every change needs)
	@echo "Running the tests on SQLite, without browser and without the longer part."
	@$(PYTEST) -n $(WORKERS) -m "$(HERE)"

lint: ## Look for slips in the code and its layout (ruff)
	@echo "Checking code and layout."
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: ## Check the types of kernel, engine and procedures (mypy --strict)
	@echo "Checking types on the pure floors."
	@$(BIN)/mypy

contracts: ## Check that every floor rests only on those below it (import-linter)
	@echo "Checking the floors."
	@$(BIN)/lint-imports

check: lint types contracts ## All of the three, and Django's own checks, migrations included
	@echo "Running Django's checks."
	@$(BIN)/yiwang check --fail-level WARNING
	@$(BIN)/yiwang makemigrations --check --dry-run

sheets: ## Write the Chinese page of each procedure and indicator into docs/
	@echo "Writing the sheets of procedures and indicators."
	@$(BIN)/yiwang sheets

browser: setup ## Run the browser tests (needs Debian's chromium and a Chinese font)
	@echo "Running the tests in a real browser; one that fails is tried again, at most twice, and is named."
	@$(PYTEST) -m browser --reruns 2 -rR

postgresql: setup ## Run the tests on PostgreSQL (a server is started when none runs)
	@echo "Running the tests on PostgreSQL."
	@$(BIN)/python .ci/postgresql.py $(PYTEST) -n $(WORKERS) -m "not browser and not longer and not spark" --ignore=tests/house

spark: ## Prove that DuckDB and Spark give equal rows (needs a Java runtime, fetches PySpark)
	@YIWANG_GROUPS=spark $(MAKE) --no-print-directory setup
	@echo "Running the tests on Spark, on this machine alone."
	@$(PYTEST) -m spark

longer: setup ## Run the longer part: long walks, the API fuzzed, large files
	@echo "Running the longer tests."
	@$(PYTEST) -n $(WORKERS) -m "longer and not spark"

bench: setup ## Measure, and write the figures into bench/results/
	@echo "Measuring; this takes some minutes."
	@$(BIN)/python -m bench

translations: ## Collect new sentences into the English catalogue and compile it
	@echo "Collecting sentences."
	@$(BIN)/python .ci/translations.py update

clean: ## Remove what set-up and tests made (keeps var/, where your data is)
	@echo "Removing .venv, node_modules, copied assets and caches; var/ stays."
	@rm -rf .venv .uv node_modules src/yiwang/web/static/vendor build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
