PYTHON ?= python3
RUN := .venv/bin/python -m

.DEFAULT_GOAL := help
.PHONY: help demo test again lint truth faults bench fuzz docs clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo:  ## set everything up, then play the practice audit
	@$(PYTHON) tools/set_up.py
	@.venv/bin/shopper demo

test: lint  ## set everything up, then run all tests
	@$(RUN) pytest -q -n 3 --dist loadfile --no-loadscope-reorder || { [ $$? = 1 ] && $(MAKE) -s again; }

again:  ## what failed in the last run, once more and alone: a busy machine can fail a test, a fault fails it twice
	@$(RUN) pytest -q --exitfirst --last-failed --last-failed-no-failures none

lint:  ## format, style, types, import direction
	@$(PYTHON) tools/set_up.py --dev
	@.venv/bin/ruff format --check -q .
	@.venv/bin/ruff check -q .
	@.venv/bin/mypy --no-error-summary
	@said=$$(.venv/bin/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }

truth:  ## each defect against each check, the clean shop five times: recall and false alarms
	@$(PYTHON) tools/set_up.py --dev
	@$(RUN) benchmarks.truth

faults:  ## whatever may befall the line to a mailbox, at two servers, twenty times in a row
	@$(PYTHON) tools/set_up.py --dev
	@SHOPPER_FAULT_ROUNDS=20 $(RUN) pytest -q tests/inbox/test_faults.py

bench:  ## what the journey language, evidence on every step and foreign mail cost, against their goals
	@$(PYTHON) tools/set_up.py --dev
	@$(RUN) benchmarks.authoring
	@$(RUN) benchmarks.languages
	@$(RUN) benchmarks.overhead
	@$(RUN) benchmarks.exploring
	@$(RUN) benchmarks.links
	@$(RUN) benchmarks.reading
	@$(RUN) benchmarks.mailbox

fuzz:  ## look for mails that the reader stumbles over, for a minute (SECONDS=300: for five)
	@$(PYTHON) tools/set_up.py --dev
	@.venv/bin/python tests/fuzz/read_mail.py --seconds $(or $(SECONDS),60)

docs:  ## write the reference pages again from the code
	@$(RUN) tools.write_docs

clean:  ## remove the environment and caches (audits stay)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info
