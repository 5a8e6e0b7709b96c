# The commands of the portal. `make run` and `make test` start from nothing.
SHELL := /bin/sh
PY := .venv/bin/python
PORT ?= 8000
DEMO ?= 1
export PORT DEMO

.PHONY: run test quick check prove bench pictures docs lock fmt

run: ## the portal with a demo program at http://127.0.0.1:8000
	@requirements/install.sh runtime
	@exec $(PY) manage.py serve

test: ## the whole suite, on SQLite and on PostgreSQL, with every service for real
	@requirements/install.sh dev
	@$(PY) -m tests.suite

quick: ## the gate under three minutes: format, lint, unit tests on SQLite
	@requirements/install.sh dev
	@$(PY) -m ruff format --check . && $(PY) -m ruff check .
	@$(PY) -m pytest -n 2 -m "not browser and not services"

check: ## format, lint, types, import contracts, migrations, deployment, docs, licences
	@requirements/install.sh dev
	@$(PY) -m tests.checks

prove: ## the full figures of the acceptance rules
	@requirements/install.sh dev
	@$(PY) -m tests.prove

bench: ## pages and jobs at 1,000, 5,000, 20,000 and 200,000 applications, as multiples of a bare page; build/bench.json
	@requirements/install.sh dev
	@$(PY) -m benchmarks $(SIZES)

pictures: ## every kind of page of every role in every mode, from the demo that `make run` serves; build/pictures/
	@$(PY) -m tests.pictures http://127.0.0.1:$(PORT)

docs: ## writes docs/generated/ from the code
	@$(PY) manage.py docs

fmt:
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

lock: ## new lock files: hashes, no index lines
	@for kind in installer runtime dev; do \
	  .venv/bin/uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command 'make lock' requirements/$$kind.in -o requirements/$$kind.txt; done
