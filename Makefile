# Every target does its own set-up; a second run only compares a stamp (tools/setup.sh).
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test check golden reference bench fuzz mutate lock
PYTHON_IN := .venv/bin/python

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## score a real published assessment and print ours beside theirs
	@tools/setup.sh runtime
	@$(PYTHON_IN) tools/demo.py

test: ## run every suite, with times and the coverage gate; SUITE=formula runs one
	@tools/setup.sh dev
	@$(PYTHON_IN) tools/suites.py $(SUITE)

check: ## lint, format, types, layers, house rules
	@tools/setup.sh dev
	@$(PYTHON_IN) tools/suites.py check

golden: ## rewrite the golden files; review the diff
	@tools/setup.sh dev
	@$(PYTHON_IN) -m pytest --golden -q $(if $(SUITE),tests/$(SUITE))

reference: ## rewrite the generated pages of docs/reference
	@tools/setup.sh dev
	@$(PYTHON_IN) tools/reference.py

bench: ## run the benchmarks
	@tools/setup.sh dev
	@$(PYTHON_IN) benchmarks/run.py
	@$(PYTHON_IN) benchmarks/studies.py

fuzz: ## feed random schemes, formulas and tables to whatever reads them; MINUTES=10
	@tools/setup.sh dev
	@$(PYTHON_IN) tools/fuzz.py $(MINUTES)

mutate: ## change the code of a room and see whether a test notices; MINUTES=30 ROOM=formula
	@tools/setup.sh dev
	@$(PYTHON_IN) tools/mutate.py $(or $(MINUTES),30) $(ROOM)

lock: ## lock the dependencies again; ARGS="-P polars" raises one, ARGS=-U all
	@tools/setup.sh dev
	@tools/lock.sh $(ARGS)
