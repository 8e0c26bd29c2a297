# Every target does its own set-up: a fresh Debian or Ubuntu machine needs Python >= 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
PROVIDER := tests/support/oidc
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix $(PROVIDER) --no-audit --no-fund
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard kiosk/locale/*/LC_MESSAGES/kiosk.po))

.PHONY: setup setup-tests demo run test check bench docs format pictures po lock clean

setup: .venv/.installed $(CATALOGUES) ## everything the kiosk needs, into .venv

.venv/.installed: pyproject.toml requirements/lock.txt requirements/build.txt scripts/system-packages
	scripts/system-packages run
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	touch $@

kiosk/locale/%.mo: kiosk/locale/%.po .venv/.installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

setup-tests: setup $(PROVIDER)/node_modules/.installed
	scripts/system-packages test

$(PROVIDER)/node_modules/.installed: $(PROVIDER)/package-lock.json | .venv/.installed
	$(NPM) ci --ignore-scripts
	touch $@

demo: setup ## the real kiosk with simulated devices and a portal of its own
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/kiosk demo; else $(BIN)/kiosk demo --tour --headless; fi

run: setup ## the kiosk, with kiosk.toml
	$(BIN)/kiosk run

test: setup-tests check ## everything, on real components
	$(BIN)/pytest

check: setup ## lint, types, contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup-tests ## the budgets, as ratios measured in one run
	$(BIN)/python -m tests.bench

docs: setup ## the state diagram, from the exploration of the flow
	$(BIN)/python -m tests.flow.diagram

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

po: setup ## new messages into the catalogues; what is translated stays
	$(BIN)/pybabel --quiet extract --keywords=n_:1,2 --add-location=file --sort-by-file --no-wrap --project=kiosk --output-file=.venv/kiosk.pot kiosk screens
	$(BIN)/pybabel --quiet update --domain=kiosk --input-file=.venv/kiosk.pot --output-dir=kiosk/locale --ignore-obsolete --ignore-pot-creation-date --no-fuzzy-matching --no-wrap
	$(BIN)/pybabel --quiet compile --domain=kiosk --directory=kiosk/locale

pictures: setup ## the screens as the README shows them
	$(BIN)/python -m screens.gallery docs/pictures welcome pin-typing progress-portal session last-try-rejected trouble-C11-pin-locked phone-qr phone-push password-typing code-typing

lock: ## pins every package with its hashes, without addresses (needs uv and make setup)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev --group build -o requirements/lock.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build -o requirements/build.txt
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache $(PROVIDER)/node_modules $(CATALOGUES)
