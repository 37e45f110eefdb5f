# Two commands: `make extract` and `make check`. Everything else is for development.
# A fresh machine needs python3 (3.11 or later) and make; packages come from the hash locks.

PYTHON ?= python3
VENV   := .venv
NOTICES ?= 300
BREAKS ?= 3000
MUTANTS ?= 400
SECONDS ?= 60
PY     := $(VENV)/bin/python
RUN    := $(VENV)/.stamp-run
DEV    := $(VENV)/.stamp-dev

# These end with the command's exit code. GNU make says 2 of whatever fails, but in question mode (-q) it hands on a 1,
# and runs the lines that begin with +.
COMMANDS := extract check export dictionary
ifneq ($(MAKECMDGOALS),)
ifeq ($(filter-out $(COMMANDS),$(MAKECMDGOALS))$(findstring n,$(firstword -$(MAKEFLAGS))),)
MAKEFLAGS += -q
ALWAYS := +
endif
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help extract check dictionary facsimile test test-slow lint format types scan trial-scans calibrate-scans bench bench-batch bench-others trial calibrate trial-tables mutants costs damage torn look office picture hostile fuzz export sbom advisories lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

extract: $(RUN) ## raw/ -> extracted/ (ARGS="raw/other.pdf --notice-id other")
	$(ALWAYS)@$(PY) -m pipeline extract $(ARGS)

check: $(RUN) ## validate the published tables again, from the files alone
	$(ALWAYS)@$(PY) -m pipeline check $(ARGS)

dictionary: $(RUN) ## print the data dictionary
	$(ALWAYS)@$(PY) -m pipeline dictionary

export: $(RUN) ## extracted/ -> extracted/export/: an Excel workbook, CSV files, SQLite
	$(ALWAYS)@$(PY) -m pipeline export $(ARGS)

facsimile: $(DEV) ## typeset raw/notice.pdf from raw/notice.txt
	@$(PY) raw/facsimile.py

# Tests are compiled anew by each process where Python may write no bytecode.
TEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n auto --dist loadfile

test: $(DEV) ## run the tests but the slow ones, on every core (ARGS="-n0 tests/text": these, in one process)
	@$(TEST) -m "not slow" $(ARGS)

test-slow: $(DEV) ## run the tests that take seconds each, which make test leaves out
	@$(TEST) -m slow $(ARGS)

lint: $(DEV) ## ruff: rules and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

format: $(DEV) ## ruff: apply format and safe fixes
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

types: $(DEV) ## mypy, strict
	@$(PY) -m mypy

scan: requirements-scan.lock $(RUN) ## install what reads page images, into .venv
	@$(PYTHON) .ci/environment.py install $(VENV) $<

trial-scans: $(DEV) ## print notices, wear them as scans are, read them, judge each value (ARGS="--dpi 150")
	@$(PY) -m tests.scan $(ARGS)

calibrate-scans: $(DEV) ## count what the recognisers confuse, for the odds of readings (ARGS="--notices 4")
	@$(PY) -m tests.scan --calibrate --kinds second,form,word --first 9300 --write pipeline/read/scan/confusions.json $(ARGS)

bench: $(DEV) ## times and memory of whole processes, ours beside other readers (ARGS=folder)
	@$(PY) -m tests.bench $(ARGS)

bench-batch: $(DEV) ## documents an hour through batch, by workers (ARGS="--notices 200 --workers 1,2")
	@$(PY) -m tests.bench.many $(ARGS)

bench-others: requirements-bench.lock ## install other readers for bench, into .venv/others
	@$(PYTHON) .ci/environment.py install $(VENV)/others $<

trial: $(DEV) ## invented, damaged notices of two generators, in one table (NOTICES=300)
	@$(PY) -m tests.ground --notices $(NOTICES) $(ARGS)

calibrate: $(DEV) ## how often repairs are right, by margin: pipeline/views/calibration.json (NOTICES=300)
	@$(PY) -m tests.ground --calibrate --notices $(NOTICES) --write pipeline/views/calibration.json $(ARGS)

trial-tables: $(DEV) ## typeset tables over page breaks, read them, judge each break (BREAKS=3000)
	@$(PY) -m tests.breaks --breaks $(BREAKS) $(ARGS)

mutants: $(DEV) ## change a place of repair/ or stitch/, see whether a test fails (MUTANTS=400)
	@$(PY) -m tests.mutants --mutants $(MUTANTS) $(ARGS)

costs: $(DEV) ## what each price of the repair is worth: set to 0, all tried again (ARGS="label_lost")
	@$(PY) -m tests.costs $(ARGS)

damage: $(DEV) ## docs/damage.md from the kinds of damage and their prices
	@$(PY) -m tests.costs.page

torn: $(DEV) ## stop publishing at every step, read ten thousand times beside it (ARGS="--reads 500")
	@$(PY) -m tests.faults
	@$(PY) -m tests.torn $(ARGS)

LOOKS := tests/views/report/look.py tests/views/report/look_claims.py tests/views/report/look_decisions.py \
	tests/views/report/look_elsewhere.py tests/views/report/look_pictures.py tests/views/report/look_table.py \
	tests/views/catalogue/look.py

look: $(DEV) ## report and catalogue in a real Chromium (CHROMIUM=path; Debian: apt-get install chromium)
	@CHROMIUM="$(CHROMIUM)" $(PY) -m pytest $(LOOKS) $(ARGS)

office: $(DEV) ## documents that LibreOffice converts (Debian: apt-get install libreoffice)
	@TRY_OFFICE=1 $(PY) -m pytest -n0 tests/read/test_office.py tests/views/export/test_paper.py $(ARGS)

picture: $(DEV) ## the report's pictures in docs/, after make extract (CHROMIUM=path)
	@CHROMIUM="$(CHROMIUM)" $(PY) -m tests.views.report.picture

hostile: $(DEV) ## hostile files through the command (ARGS="bomb pages" for some of them)
	@$(PY) -m tests.hostile $(ARGS)

fuzz: $(DEV) ## spoil real files at random and read them (SECONDS=60)
	@$(PY) -m tests.fuzz --seconds $(SECONDS) $(ARGS)

sbom: $(DEV) ## the bill of materials of the locks, CycloneDX: build/sbom.cdx.json
	@$(PY) .ci/supply.py sbom build/sbom.cdx.json

advisories: $(DEV) ## compare the locks with advisories in the OSV format (FILE=file, folder or zip)
	@$(PY) .ci/supply.py advisories "$(FILE)"

lock: $(DEV) ## write the hash locks (ARGS=--upgrade takes newer versions)
	@$(PYTHON) .ci/environment.py lock $(VENV) $(ARGS)

clean: ## remove caches and what is built but not committed; .venv stays
	@rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	@rm -rf extracted/report.html extracted/validation.json extracted/.state.json extracted/rejected extracted/export
	@find pipeline tests raw .ci -name __pycache__ -type d -prune -exec rm -rf {} +

define install
$(ALWAYS)@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
  echo "$(PYTHON) is not Python 3.11 or later; name one that is: make PYTHON=python3.12 ..." >&2; exit 2; }
$(ALWAYS)@$(PYTHON) .ci/environment.py install $(VENV) $< || exit 2
$(ALWAYS)@touch $@
endef

$(RUN): requirements.lock
	$(install)

$(DEV): requirements-dev.lock $(RUN)
	$(install)
