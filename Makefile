# `make demo` and `make test` do all on a machine that has Python 3.11+ and make; the rest is for who works on the project.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
SOURCES := app schema extractor graph
PACKAGE := $(VENV)/package
INSTALLED := $(VENV)/installed
TOOLED := $(VENV)/tooled

.PHONY: help demo test lint types docs bench lock wheel clean always
.DELETE_ON_ERROR:

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

demo: $(PACKAGE)  ## build a graph from the sample and ask it three questions
	rm -rf demo-kg
	$(BIN)/paperfacts build 'examples/daily-papers*.txt' --into demo-kg
	$(BIN)/paperfacts ask demo-kg evaluates-on XNLI
	$(BIN)/paperfacts cypher demo-kg "MATCH (p:Paper)-[s:STATES]->(c:LanguageCount) \
	  WHERE c.value > 100 AND c.unit = 'language' \
	  RETURN c.value AS languages, p.title AS paper, s.sentence AS sentence ORDER BY languages DESC, paper"
	$(BIN)/paperfacts sparql demo-kg "SELECT ?model (COUNT(?paper) AS ?papers) \
	  WHERE { ?paper pf:introduces|pf:uses ?m . ?m a pf:Model ; skos:prefLabel ?model } \
	  GROUP BY ?model ORDER BY DESC(?papers) ?model LIMIT 10"

test: $(TOOLED) $(PACKAGE)  ## run the tests
	$(BIN)/python -m pytest

lint: $(TOOLED) $(PACKAGE)  ## style, form, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(TOOLED) $(PACKAGE)  ## mypy --strict of package, tests, examples, tools
	$(BIN)/mypy -p paperfacts
	$(BIN)/mypy tests examples benchmarks tools

docs: $(PACKAGE)  ## make the generated pages again
	$(BIN)/python tools/pages.py

bench: $(TOOLED) $(PACKAGE)  ## abstracts a second, beside spaCy's EntityRuler
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.txt
	$(BIN)/python benchmarks/speed.py

lock: $(TOOLED)  ## resolve the dependencies anew
	$(LOCK) pyproject.toml --group build -o requirements.txt
	$(LOCK) pyproject.toml --group build --group dev --extra fit -c requirements.txt -o requirements-dev.txt
	$(LOCK) pyproject.toml --group bench -c requirements-dev.txt -o requirements-bench.txt

wheel: $(TOOLED)  ## sdist and wheel in dist/
	rm -rf dist build/lib build/bdist.*
	$(BIN)/python -m build --no-isolation .

clean:  ## remove what was made
	rm -rf $(VENV) build dist demo-kg *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "paperfacts needs Python 3.11 or newer; name it: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(TOOLED): requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(INSTALLED)

# A strict editable install links the files that it saw: it is made again when files come or go.
$(PACKAGE): $(INSTALLED) $(VENV)/files pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
	  --config-settings editable_mode=strict --editable .
	@touch $@

$(VENV)/files: always | $(BIN)/python
	@find $(SOURCES) -type f ! -path '*/__pycache__/*' | LC_ALL=C sort > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@
