# Every target sets up what it needs; Python 3.11 or newer and make are enough.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PACKAGES := bot dialogue handlers storage documents playground tests

.DEFAULT_GOAL := help
.PHONY: help demo test check faults catalogs forms bench intents format

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

demo: $(VENV)/ready ## Open the chat page: be an owner, without a token
	$(RUN) -m bot demo

test: $(VENV)/ready ## Run every test (browser tests need Chromium)
	$(RUN) -m pytest -q -rs -n 2 --dist loadgroup $(PYTEST)

check: $(VENV)/ready ## Format, lint, strict types, catalogs and the laws on imports
	$(VENV)/bin/ruff format --check -q .
	$(VENV)/bin/ruff check -q .
	$(VENV)/bin/mypy
	$(RUN) -m pytest -q tests/test_rooms.py tests/test_catalogs.py

faults: $(VENV)/ready ## The full dose of every fault (long)
	$(RUN) -m tests.faults

catalogs: $(VENV)/ready ## Bring the translation catalogs up to the texts in the code
	$(VENV)/bin/pybabel -q extract --no-location --sort-output -k _ -o $(VENV)/messages.pot bot dialogue handlers documents
	for language in id en; do \
	  $(VENV)/bin/pybabel -q update --no-fuzzy-matching --ignore-obsolete -w 110 -l $$language \
	    -i $(VENV)/messages.pot -o locales/$$language/messages.po; done

intents: $(VENV)/ready ## Learn anew which words mean which intent, from dialogue/intents/sentences
	$(RUN) -m dialogue.intents.learn

forms: $(VENV)/ready ## Print the questionnaire for an office to sign: docs/kuesioner.md
	$(RUN) -m bot forms > docs/kuesioner.md

bench: $(VENV)/ready ## Time readers and turns against peers, and an office as it grows (minutes)
	$(RUN) -m benchmarks

format: $(VENV)/ready ## Format the code
	$(VENV)/bin/ruff format -q .
	$(VENV)/bin/ruff check -q --fix .

$(VENV)/ready: requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	touch $@
