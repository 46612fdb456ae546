# Three doors for a fresh machine with Python 3.11+, pip and make. Everything else is in the justfile.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed

.PHONY: ask serve test

ask: $(STAMP)
	@$(VENV)/bin/unblush ask $(ARGS)

serve: $(VENV)/.installed-web
	@$(VENV)/bin/unblush serve $(ARGS)

test: $(VENV)/.installed-dev
	$(VENV)/bin/python -m pytest $(ARGS)

$(STAMP): pyproject.toml constraints.txt hatch_build.py
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-web: pyproject.toml constraints.txt hatch_build.py
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[web,articles,numba]'
	@touch $@ $(STAMP)

$(VENV)/.installed-dev: pyproject.toml constraints.txt hatch_build.py
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(STAMP) $(VENV)/.installed-web
