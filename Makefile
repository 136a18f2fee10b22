# Two commands do everything on a fresh machine: `make demo` and `make test`. Python 3.11, 3.12 or 3.13 is all they need.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help setup demo test check format lock schemas parser bench mutate torture clean

help: ## List the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Make .venv with everything needed to run and to test

$(STAMP): pyproject.toml deploy/requirements.txt deploy/uv.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r deploy/uv.txt
	$(BIN)/uv pip install --quiet --require-hashes -r deploy/requirements.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## Start a local Kafka, replay the seeds, show positions, tolls and alerts
	@$(BIN)/trucewire demo $(ARGS)

test: check ## Run every check and every test
	$(BIN)/python -m pytest

check: setup ## Lint, types, layers, generated files
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/python -m schemas.export --check

format: setup ## Rewrite the code as the checks want it
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

schemas: setup ## Generate schemas/json from the catalogue
	$(BIN)/python -m schemas.export

lock: setup ## Renew the hashed lock after a change of pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--group dev pyproject.toml --output-file deploy/requirements.txt

clean: ## Remove the environment and what tools left behind
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants dist .coverage
