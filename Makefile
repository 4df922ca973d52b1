# make demo    start the demo from a fresh clone
# make test    install what the tests need, a browser included, and run every test
# make quick   the tests that need neither a browser nor time
# make check   linters, types, import contracts
# make format  let the formatter write
# make pins    write requirements/ anew after a change of dependencies in pyproject.toml
#
# PYTHON=python3.12 chooses the Python that the environment is made with, VENV=folder its place,
# TESTS=tests/unit what is run, ARGS="--port 8001" what the demo is told.

VENV ?= .venv
PYTHON ?=
TESTS ?=
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK ?= 1
export PYTHONUTF8 ?= 1

python := $(VENV)/bin/python
pip := $(python) -m pip --quiet --quiet install

# Each of these says what it was made from, so that a second run has nothing to do.
app_pins := $(VENV)/app-pins
test_pins := $(VENV)/test-pins
build_tools := $(VENV)/build
installed := static/vendor/htmx.min.js

.PHONY: demo test quick check format pins clean
.DELETE_ON_ERROR:

demo: $(installed)
	@$(VENV)/bin/annotator demo $(ARGS)

test: $(installed) $(test_pins)
	@$(python) tools/browser.py || true
	@$(python) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(TESTS)

quick: $(installed) $(test_pins)
	@$(python) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal -m "not browser and not slow" $(TESTS)

check: $(installed) $(test_pins)
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(VENV)/bin/lint-imports
	$(python) -m djlint --lint --quiet templates

format: $(test_pins)
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

pins: $(python)
	@$(pip) uv
	@$(python) tools/pins.py $(UPGRADE)

clean:
	rm -rf $(VENV) static/vendor .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(python):
	@sh tools/environment.sh "$(VENV)" "$(PYTHON)"

$(app_pins): requirements/app.txt $(python)
	@echo "Installing the packages the app needs ..."
	@$(pip) --require-hashes -r requirements/app.txt
	@touch $@

$(test_pins): requirements/test.txt $(app_pins)
	@echo "Installing the packages the tests need ..."
	@$(pip) --require-hashes -r requirements/test.txt
	@touch $@

# What builds the package stays out of the app's environment.
$(build_tools): requirements/build.txt $(python)
	@rm -rf $@
	@$(pip) --require-hashes --target $@ -r requirements/build.txt
	@touch $@

$(installed): $(app_pins) $(build_tools) pyproject.toml hatch_build.py annotator/__init__.py
	@echo "Installing Annotator from this folder ..."
	@PYTHONPATH="$(CURDIR)/$(build_tools)" $(pip) --no-deps --no-build-isolation --editable .
