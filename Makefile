# The life of the stack. `make` alone lists the commands; `rkci --help` lists the work of the field.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CYCLE ?= 2017
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help run test fuzz up down url psql bench lint docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z.]+:.*## / { printf "%-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV): $(STAMP) ## the virtual environment, from requirements.lock
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
		|| { echo "Python 3.11, 3.12 or 3.13 is needed; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing. Debian/Ubuntu: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	grep -A 200 -E '^uv==' requirements.lock | awk 'NR > 1 && /^[a-z]/ { exit } !/#/' > $(VENV)/uv.lock
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r $(VENV)/uv.lock
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: $(STAMP) ## the demo cycle 2017 through the real scheduler, from inbox to release (CYCLE=2017)
	@$(BIN)/python -m rkci.ops.demo $(CYCLE)

test: $(STAMP) ## every test, in random order (the seed is printed)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

fuzz: $(STAMP) ## every night: 5,000 mutated files of every kind through intake, new ones each time
	for folder in intake survey visits; do RKCI_FUZZ=5000 $(BIN)/python -m pytest tests/$$folder -k fuzz || exit 1; done

up: $(STAMP) ## the stack with Airflow's UI on localhost
	@$(BIN)/python -m rkci.ops.stack up

down: ## stops the stack, database included; leaves no process behind
	@if test -x $(BIN)/python; then $(BIN)/python -m rkci.ops.stack down; fi

url: $(STAMP) ## prints the owner's libpq URL of the warehouse (make -s url)
	@$(BIN)/python -m rkci.ops.stack url

psql: $(STAMP) ## opens the warehouse as its owner
	@$(BIN)/python -m rkci.ops.stack psql

bench: $(STAMP) ## measures what docs/performance.md records
	@$(BIN)/python tests/bench.py

lint: $(STAMP) ## ruff, mypy, sqlfluff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --quiet include/sql

docs: $(STAMP) ## regenerates the generated docs
	@$(BIN)/python -m rkci.ops.docs

lock: $(STAMP) ## resolves requirements.lock anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--all-extras --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean: down ## removes what the others made: venv, database, builds
	rm -rf $(VENV) .local build .pytest_cache .mypy_cache .ruff_cache .hypothesis plugins/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
