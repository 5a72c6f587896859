# Every command that a person types while working on Mithaq. `make` alone lists them.
# Needs Python 3.11 or newer, git and make; everything else is installed into .venv.

lang      ?= $(or $(LANG_),en)
BENCHMARK ?= ../shared/benchmark
PYTHON    ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)

VENV := .venv
BIN  := $(VENV)/bin
STEP  = $(PYTHON) tools/step.py

.DEFAULT_GOAL := help
.PHONY: help demo test check bench floors data train encoder clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1|/' | \
		awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

demo: $(VENV)/installed  ## read the sample reports, print what they say, follow their cases, then serve the workbench (lang=ar or lang=en)
	@$(STEP) "Compiling the lexicon and the packs" -- $(BIN)/python -m mithaq compile
	@$(BIN)/python -m mithaq demo samples --out out --lang $(lang)
	@$(BIN)/python -m mithaq read samples --record out/demo.db --lang $(lang)
	@$(BIN)/python -m mithaq case list --record out/demo.db --kind request --lang $(lang)
	@$(BIN)/python -m mithaq verify --record out/demo.db --lang $(lang)
	@if [ -z "$$CI" ]; then $(BIN)/python -m mithaq serve --record out/demo.db --lang $(lang); fi

test: $(VENV)/installed-dev  ## run every test; names what was skipped
	@$(BIN)/python -m pytest -rs --numprocesses auto --dist loadfile $(ARGS)

check: $(VENV)/installed-dev  ## lint, format, types, layers, knowledge files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@MITHAQ_SECRET_KEY=types $(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/lexicon tests/packs tests/test_knowledge.py

bench: has-benchmark $(VENV)/installed-dev  ## scores, speed, growth, memory, profile, the ledger (BENCHMARK=folder)
	@$(BIN)/python -m bench.scores --benchmark $(BENCHMARK)
	@$(BIN)/python -m bench.throughput --benchmark $(BENCHMARK)
	@$(BIN)/python -m bench.full --benchmark $(BENCHMARK)
	@$(BIN)/python -m bench.stories --benchmark $(BENCHMARK)
	@$(BIN)/python -m bench.ledger --benchmark $(BENCHMARK)
	@$(BIN)/python -m bench.search --benchmark $(BENCHMARK)
	@$(BIN)/python -m bench.exports
	@$(STEP) "Installing what clicks" -- $(BIN)/python -m pip install --group bench
	@$(BIN)/python -m bench.pages --benchmark $(BENCHMARK)

floors: has-benchmark $(VENV)/installed-dev  ## fail where a score is below its floor
	@$(BIN)/python -m bench.floors check --benchmark $(BENCHMARK)
	@$(BIN)/python -m bench.stories --check --benchmark $(BENCHMARK)

data: has-benchmark $(VENV)/installed-dev  ## make the generated data anew: gazetteers, verb forms, kinds of words
	@$(STEP) "Installing what the data are made from" -- $(BIN)/python -m pip install --group build --group fit
	@$(STEP) "Gazetteers of the packs" -- $(BIN)/python tools/build_gazetteer.py
	@$(STEP) "Verb forms" -- $(BIN)/python tools/build_forms.py $(BENCHMARK)/corpus
	@$(STEP) "Kinds of words" -- $(BIN)/python -m tools.build_kin --benchmark $(BENCHMARK)

train: has-benchmark $(VENV)/installed-dev  ## make the fitted weights anew from benchmark/train (MORE="folders of further texts")
	@$(STEP) "Installing what fits the weights" -- $(BIN)/python -m pip install --group fit
	@$(BIN)/python -m tools.further restore --benchmark $(BENCHMARK) --out build/further
	@$(BIN)/python -m tools.train --benchmark $(BENCHMARK) $(addprefix --more ,build/further $(MORE))

encoder: has-benchmark $(VENV)/installed-dev  ## train the full reader's encoder anew (two or three hours; after make train)
	@$(STEP) "Installing what the encoder is trained with" -- $(BIN)/python -m pip install --group learn
	@$(BIN)/python -m tools.further restore --benchmark $(BENCHMARK) --out build/further
	@$(BIN)/python -m tools.learn.train --benchmark $(BENCHMARK) --more build/further --out src/mithaq/weights/encoder --left-out 4
	@$(BIN)/python -m tools.fit_sureness --benchmark $(BENCHMARK)

clean:  ## remove what make made
	rm -rf $(VENV) out build

.PHONY: has-benchmark has-python
has-benchmark:
	@test -d "$(BENCHMARK)/train" || { \
		echo "No benchmark texts at $(BENCHMARK). Name their folder: make bench BENCHMARK=folder" >&2; exit 2; }

has-python:
	@test -n "$(PYTHON)" || { \
		echo "Mithaq needs Python 3.11 or newer. Name yours: make demo PYTHON=/path/to/python3.11" >&2; exit 2; }

$(VENV)/bin/python: | has-python
	@$(STEP) "Making a virtual environment in $(VENV)" -- $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	@$(STEP) "Installing Mithaq" -- $(BIN)/python -m pip install --disable-pip-version-check --editable .
	@touch $@

# Dependency groups need pip 25.1; a fresh Python 3.11 brings an older one.
$(VENV)/installed-dev: pyproject.toml $(VENV)/installed
	@$(STEP) "Installing the developers' tools" -- sh -c "$(BIN)/python -m pip install --upgrade 'pip>=25.1' \
		&& $(BIN)/python -m pip install --group dev"
	@touch $@
