# make learn   the tool, a workspace and the first task
# make test    everything that can be verified on this machine
# The other targets are parts of these two. PYTHON chooses the interpreter: make learn PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
PARTS := lint types unit pages proof notebooks gallery_tests browser site

.PHONY: learn test $(PARTS) lighthouse gallery gallery-demo bench bench-gallery lock clean

learn: $(VENV)/learn
	@$(BIN)/galka --workspace workspace start

test: $(VENV)/test
	@$(BIN)/python tests/gate.py

# Each environment is made once, and again only when what it is made from has changed.
$(VENV)/learn: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "galka needs Python 3.11 or newer; name one: make learn PYTHON=python3.12")'
	@test -x $(BIN)/python || { echo 'Making $(VENV) ...'; $(PYTHON) -m venv $(VENV); }
	@echo 'Installing the tool ...'
	@$(PIP) --require-hashes --no-deps -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/test: requirements-test.txt $(VENV)/learn
	@echo 'Installing what the tests need ...'
	@$(PIP) --require-hashes --no-deps -r requirements-test.txt
	@touch $@

$(VENV)/gallery: requirements-gallery.txt $(VENV)/learn
	@echo 'Installing what the gallery needs ...'
	@$(PIP) --require-hashes --no-deps -r requirements-gallery.txt
	@touch $@

# One part of `make test`, for work on it.
$(PARTS): $(VENV)/test
	@$(BIN)/python tests/gate.py $@

# Lighthouse for the site's tests; it needs npm, and `make test` says so where it is missing. (Its
# package.json overrides third-party-web, since a dependency asks for "latest", which no lock can hold.)
lighthouse: build/lighthouse/package.json

build/lighthouse/package.json: tests/site/lighthouse/package.json tests/site/lighthouse/package-lock.json
	@mkdir -p $(@D) && cp tests/site/lighthouse/package-lock.json $(@D)
	@cp tests/site/lighthouse/package.json $(@D)/package.json.new
	@cd $(@D) && mv package.json.new package.json && npm ci --ignore-scripts --no-audit --no-fund --silent || { rm -f package.json; exit 1; }

# The service that the course builds, without Docker; and pictures for it, while it runs.
gallery: $(VENV)/gallery
	@$(BIN)/python -m examples.gallery

gallery-demo: $(VENV)/gallery
	@$(BIN)/python -m examples.gallery.demo

bench: $(VENV)/test
	@$(BIN)/python tests/bench.py
	@$(BIN)/python tests/bench_browser.py

# What each layer of the gallery costs; it needs wrk.
bench-gallery: $(VENV)/test
	@$(BIN)/python -m tests.bench_gallery

# The locks hold hashes and no addresses, so that any index of packages will do.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade

lock: $(VENV)/test
	@$(PIP) uv
	@$(LOCK) pyproject.toml --extra build --extra start -o requirements.txt
	@$(LOCK) pyproject.toml --all-extras -c requirements.txt -o requirements-test.txt
	@$(LOCK) pyproject.toml --extra gallery --extra database -c requirements-test.txt -o requirements-gallery.txt
	@for part in backend frontend; do \
	  $(LOCK) examples/gallery/deploy/$$part.requirements.in -c requirements-test.txt \
	    -o examples/gallery/deploy/$$part.requirements.txt || exit 1; done
	@$(LOCK) .github/publish/requirements.in -o .github/publish/requirements.txt

clean:
	rm -rf $(VENV) build dist
