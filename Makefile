# Two commands matter: `make serve` (read the course) and `make test` (prove it). Each sets up what it needs.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python

unexport STEPPINGUP_COURSE  # a course named elsewhere is not this one

.PHONY: serve book trainer-book lab desk check test bench node messages lock clean help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

serve: $(VENV)/.ready ## build the course and open it on this machine (PORT=8000)
	@$(PY) -m steppingup serve --port $(PORT)

book: $(VENV)/.ready ## build the course into _build/html
	@$(PY) -m steppingup build

trainer-book: $(VENV)/.ready ## build the trainer's edition into _build/trainer
	@$(PY) -m steppingup build --trainer

lab: $(VENV)/.ready ## open the same lessons in JupyterLab
	@$(PY) -m steppingup lab

desk: $(VENV)/.ready ## open the desk: a training session with buttons
	@$(PY) -m steppingup desk

check: $(VENV)/.ready ## check the content only (seconds)
	@$(PY) -m steppingup check

test: $(VENV)/.ready-test ## run every test
	@$(PY) tools/run_tests.py

bench: $(VENV)/.ready-test ## measure weight, speed and build time (JSON lines)
	@$(PY) tools/bench.py

node: $(VENV)/.ready-test ## rebuild the script and the style sheets from frontend/
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm --prefix frontend ci --no-audit --no-fund --silent
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm --prefix frontend run --silent build

messages: $(VENV)/.ready ## collect the words to translate into locale/*.pot
	@$(PY) tools/messages.py

lock: $(VENV)/.ready-test ## compile the locked versions from pyproject.toml
	@$(PY) tools/lock.py

clean: ## remove everything that was built (not your answers)
	rm -rf _build

$(VENV)/.ready: requirements.txt pyproject.toml tools/setup_venv.py
	@$(PYTHON) tools/setup_venv.py $(VENV) requirements.txt
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready requirements-test.txt
	@$(PYTHON) tools/setup_venv.py $(VENV) requirements-test.txt
	@touch $@
