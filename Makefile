# Everything a newcomer needs: `make run`, `make test`. All set-up happens inside .tools and .venv.
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_NO_CONFIG := 1
export UV_LINK_MODE := copy
export PIP_ROOT_USER_ACTION := ignore

.PHONY: setup run example test check check-slow check-lighthouse bench docs pictures lock clean
.DEFAULT_GOAL := run

setup: .venv/.ready

.tools/bin/uv: bootstrap.lock
	@echo "Setting up: fetching uv (a tool that installs Python packages)"
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Concord needs Python 3.11 or newer; this is %d.%d. Try: make PYTHON=python3.12" % v[:2])'
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --require-hashes --target .tools -r bootstrap.lock
	@touch $@

.venv/.ready: .tools/bin/uv requirements.lock pyproject.toml
	@echo "Setting up: installing the pinned packages into .venv"
	@$(UV) venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" .venv
	@$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .
	@touch $@
	@echo "Ready: $(BIN)/concord --help"

PORT ?= 8000
run: setup
	@$(BIN)/concord serve --port $(PORT)

# The brief of a made-up person as files, without a site.
example: setup
	@$(BIN)/concord example --out out

test: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@($(BIN)/mypy && $(BIN)/concord knowledge check --quiet) & static=$$!; \
	  $(BIN)/pytest -n auto -m "not slow"; tested=$$?; wait $$static && exit $$tested

check: test check-slow

check-slow: setup
	@$(BIN)/pytest -n auto -m slow
	@$(BIN)/pytest benchmarks --benchmark-disable -q

# In CI only: Node fetches Lighthouse into a folder outside the tree.
check-lighthouse: setup
	@$(BIN)/python .ci/lighthouse.py

bench: setup
	@$(BIN)/pytest benchmarks --benchmark-columns=min,median,max,ops

# The pages that are made from the code.
docs: setup
	@$(BIN)/python -c "from concord.situation.facts_page import facts_page; print(facts_page(), end='')" > docs/facts.md
	@$(BIN)/python -c "from concord.choices.pages import figures_page; from concord.knowledge.load import load; print(figures_page(load()), end='')" > docs/figures.md
	@$(BIN)/python -c "from concord.choices.pages import ipdas_page; from concord.knowledge.load import load; from concord.situation.read import read_situation; k = load(); print(ipdas_page(read_situation(k.root / 'examples' / 'worked-example.yaml'), k), end='')" > docs/ipdas.md
	@$(BIN)/python -c "from concord.knowledge.pages import levels_page; from concord.knowledge.load import load; print(levels_page(load()), end='')" > docs/reading_levels.md
	@$(BIN)/python -c "from concord.knowledge.pages import voices_page; from concord.knowledge.load import load; print(voices_page(load()), end='')" > docs/voices.md
	@if [ -d "$${CONCORD_SAMPLES:-../shared/data}" ]; then $(BIN)/python -m tests.trials.table.page > docs/trials_reading.md; fi
	@$(BIN)/concord situation schema > docs/situation.schema.json
	@$(BIN)/concord brief-schema > docs/brief.schema.json

# The pictures of the site in docs/; needs Chromium.
pictures: setup
	@$(BIN)/python -m tests.journeys.pictures

# The lock names packages and hashes only, so that it serves behind any registry.
lock: .tools/bin/uv
	@$(UV) pip compile pyproject.toml --group dev --extra web --universal --generate-hashes --upgrade --quiet \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file requirements.lock
	@echo uv | $(UV) pip compile - --universal --generate-hashes --upgrade --quiet \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file bootstrap.lock

clean:
	rm -rf .venv .tools out .pytest_cache .mypy_cache .ruff_cache .hypothesis
