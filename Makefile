# What can be done here. Needs make, a POSIX shell and Python 3.11 or newer; `make help` lists it.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PYTHON_CANDIDATES := $(PYTHON) python3.13 python3.12 python3.11 python3 python
BIN := .venv/bin
CODE := accounts assessments backups crm_readiness reports scoring

# A stamp carries the checksum of its list, so an unchanged list installs nothing.
RUNTIME := .venv/.runtime-$(shell cksum < requirements.txt | tr ' ' '-')
DEVELOPMENT := .venv/.development-$(shell cksum < requirements-dev.txt | tr ' ' '-')
SCANNER := .venv-scan/.installed-$(shell cksum < requirements-scan.txt | tr ' ' '-')
ifneq ($(shell $(BIN)/python -c 'import pip; print("works")' 2>/dev/null),works)
.PHONY: $(RUNTIME) $(DEVELOPMENT)
endif

# Three processes, for tests that wait for servers and browsers. A file is never split between
# them, for its tests may share a server, and those of one long test do not come last.
PYTEST := $(BIN)/python -m pytest
PARALLEL := -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: help setup setup-dev run test test-long test-services bench lock messages clean \
	check check-style check-types check-imports check-templates check-security check-project

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(RUNTIME) ## Create .venv with what the product needs
	@echo "Ready. make run starts CRM Readiness."

setup-dev: $(DEVELOPMENT)

run: $(RUNTIME) ## Start everything and print the address; Ctrl-C stops it
	@exec $(BIN)/python -m crm_readiness.launch

test: setup-dev test-services ## Run the tests, on PostgreSQL and Redis and on the defaults
	@status=0; \
	$(BIN)/python -m tests.services $(PARALLEL) || status=$$?; \
	echo "Tests on SQLite and the queue in a folder"; \
	$(PYTEST) $(PARALLEL) || status=$$?; \
	exit $$status

test-long: setup-dev test-services ## Run the tests that take long
	$(PYTEST) -n 2 -m long

test-services: setup-dev ## Install what tests need from the system (Debian, Ubuntu, as root)
	@$(BIN)/python -m tests.services.install

check: check-style check-types check-imports check-templates check-security check-project ## Check style, types, layers, templates, security, migrations, deployment

check-style: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-types: setup-dev
	$(BIN)/mypy $(CODE)

check-imports: setup-dev
	$(BIN)/lint-imports

check-templates: setup-dev
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/djlint --check --quiet templates

check-security: setup-dev $(SCANNER)
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive $(CODE)
	$(SEMGREP) --test scan
	$(SEMGREP) --error --config scan/rules.yaml $(CODE) templates

# With our own rules only: nothing is fetched and nothing is told to anybody.
SEMGREP = SEMGREP_SETTINGS_FILE=build/semgrep.yml SEMGREP_LOG_FILE=build/semgrep.log \
	.venv-scan/bin/semgrep scan --quiet --metrics=off --disable-version-check

# In a data folder of its own, and never against a configured database.
check-types check-project: export DATA_DIR := build/check
check-project: export DATABASE_URL :=
check-project: export REDIS_URL :=
check-project: setup-dev
	@mkdir -p build
	$(BIN)/python manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy"
	@PRODUCTION=1 DEBUG=0 ALLOWED_HOSTS=readiness.example \
		SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

messages: setup-dev ## Collect the texts to translate and compile the translations (needs gettext)
	$(BIN)/python manage.py makemessages --all
	$(BIN)/python manage.py compilemessages --ignore .venv

bench: setup-dev ## Measure the speed of answering, of workshops and of reports
	@$(BIN)/python -m tests.benchmarks

lock: ## Compile the lists of requirements anew (needs uv)
	@uv --version >/dev/null 2>&1 || { echo "make lock needs uv on the PATH."; exit 1; }
	$(COMPILE) --output-file requirements.txt requirements.in
	$(COMPILE) --output-file requirements-dev.txt requirements-dev.in
	$(COMPILE) --output-file requirements-scan.txt requirements-scan.in

COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

clean: ## Delete what was built; keeps .venv and the data in var
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

$(RUNTIME):
	@$(environment)
	@$(call install,requirements.txt,$(BIN))
	@rm -f .venv/.runtime-* .venv/.development-*
	@touch $(RUNTIME)

$(DEVELOPMENT):
	@$(environment)
	@$(call install,requirements-dev.txt,$(BIN))
	@rm -f .venv/.runtime-* .venv/.development-*
	@touch $(RUNTIME) $(DEVELOPMENT)

$(SCANNER): | setup-dev
	@$(BIN)/python -m venv .venv-scan
	@$(call install,requirements-scan.txt,.venv-scan/bin)
	@rm -f .venv-scan/.installed-*
	@mkdir -p build
	@touch $(SCANNER)

# Candidates are run, not looked up: a name on the PATH may be a shim that fails.
define environment
	$(BIN)/python -c 'import pip' >/dev/null 2>&1 && exit 0; \
	for name in $(PYTHON_CANDIDATES); do \
		$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
		bare=$$name; \
		$$name -c 'import ensurepip, venv' >/dev/null 2>&1 || continue; \
		echo "Creating .venv with $$($$name -V)."; \
		exec $$name -m venv --clear .venv; \
	done; \
	if [ -n "$$bare" ]; then \
		echo "$$($$bare -V) cannot create environments: its module ensurepip is missing."; \
		echo "On Debian or Ubuntu: apt install python3-venv"; \
	else \
		echo "Python 3.11 or newer was not found (tried: $(strip $(PYTHON_CANDIDATES)))."; \
		echo "On Debian or Ubuntu: apt install python3 python3-venv"; \
		echo "Elsewhere: install Python, then make PYTHON=/path/to/python3"; \
	fi; \
	exit 1
endef

# uv is quicker; where it is missing or cannot reach its packages, pip does the same.
define install
	echo "Installing $(1)."; \
	uv --version >/dev/null 2>&1 \
		&& uv pip install --quiet --compile-bytecode --python $(2)/python \
			--require-hashes --requirement $(1) \
		|| $(2)/python -m pip install --quiet --disable-pip-version-check \
			--require-hashes --requirement $(1)
endef
