# The commands of the registry. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTHON_FILES = $(shell find coop registry tests benchmarks manage.py -name '*.py' -not -path '*/migrations/*' 2>/dev/null)
TEMPLATE_FILES = $(shell find templates -name '*.html' 2>/dev/null)

# Settings such as a server has, for Django's checks of them.
DEPLOYED := REGISTRY_DEMO=0 REGISTRY_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	REGISTRY_ALLOWED_HOSTS=registry.example.org REGISTRY_CONTACT=registry@example.org

.PHONY: help run test drill benchmark check password lock clean lint floors types django python environment tools messages

help: ## list these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

run: python ## serve the demo on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@$(PYTHON) -m registry.setup.port '$(PORT)'
	@$(MAKE) --no-print-directory environment messages
	@REGISTRY_DEMO=1 $(MANAGE) prepare_demo
	@echo 'The registry is at http://127.0.0.1:$(PORT)/ and its staff side at http://127.0.0.1:$(PORT)/admin/ (Ctrl-C ends it)'
	@REGISTRY_DEMO=1 exec $(BIN)/gunicorn registry.wsgi --bind 127.0.0.1:$(PORT) --worker-class gthread --threads 4 \
		--preload --limit-request-line 8190 --log-level warning

test: tools messages ## run the whole suite (ARGS= for pytest; REQUIRE_ALL=1 fails what would be skipped)
	@$(BIN)/python -m registry.setup.suite $(ARGS)

drill: tools messages ## kills, races, hostile files and questions to lists at full volume, in many minutes (DRILL_SCALE=0.5 for half)
	@DRILL_SCALE="$${DRILL_SCALE:-1}" $(BIN)/python -m registry.setup.suite $(DRILLS) $(ARGS)

DRILLS := tests/exchange/test_kills.py tests/exchange/test_concurrency.py tests/exchange/test_faulty_disks.py \
	tests/exchange/test_hostile_files.py tests/exchange/test_sheets_hostile.py tests/facets/test_combinations.py \
	tests/facets/test_freshness.py

benchmark: python ## measure the public pages, beside Datasette (ARGS= for benchmarks.pages)
	@$(PYTHON) -m registry.setup.install requirements-benchmark.lock
	@$(BIN)/python -m benchmarks.pages $(ARGS)

check: lint floors types django ## lint, floors, types, migrations, templates, translations, deploy checks

password: environment ## give the demo's staff account a new password, printed once
	@REGISTRY_DEMO=1 $(MANAGE) demo_password

lock: tools ## resolve the dependencies of pyproject.toml anew (ARGS=--upgrade for newer ones)
	$(BIN)/uv pip compile pyproject.toml --output-file requirements.lock $(LOCK_OPTIONS) $(ARGS)
	$(BIN)/uv pip compile pyproject.toml --group dev --constraints requirements.lock \
		--output-file requirements-dev.lock $(LOCK_OPTIONS) $(ARGS)
	$(BIN)/uv pip compile pyproject.toml --group benchmark --constraints requirements-dev.lock \
		--output-file requirements-benchmark.lock $(LOCK_OPTIONS) $(ARGS)

LOCK_OPTIONS := --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command 'make lock'

clean: ## remove the environment and all caches; the demo's data in var/ stays
	rm -rf .venv var/static .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- Steps of the commands above ----

lint: tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(BIN)/django-upgrade --check --target-version 5.2 $(PYTHON_FILES)
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATE_FILES)

floors: tools
	$(BIN)/lint-imports

types: tools
	$(BIN)/mypy

django: tools
	@$(DEPLOYED) $(BIN)/python -m registry.setup.verify
	@$(DEPLOYED) $(MANAGE) makemigrations --check --dry-run
	@$(DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING

python:
	@command -v $(PYTHON) >/dev/null || { echo 'This needs Python 3.11 or newer, and there is no $(PYTHON) here.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1); name another: make PYTHON=python3.11" >&2; exit 1; }

environment: python
	@$(PYTHON) -m registry.setup.install requirements.lock

tools: python
	@$(PYTHON) -m registry.setup.install requirements-dev.lock

messages:
	@test ! -d coop/locale || $(BIN)/pybabel --quiet compile --directory coop/locale --domain django
