# Two commands do everything: make demo, make test. Both make their own venv; nothing else is to be installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.klar

.PHONY: demo test lint types layers tests docs mutation fritext fuzz format bilder bench clean

demo: $(VENV)/.program
	rm -rf demo
	$(BIN)/ejv demo --ut demo
	@echo
	@echo "Papperen ligger i mappen demo/; INNEHALL_2019Q1_LSS.txt räknar upp dem."

test: lint types layers tests docs
	@echo "Alla kontroller gick igenom."

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.program: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(STAMP): $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(VENV)/.program $@

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

tests: $(STAMP)
	$(BIN)/pytest --numprocesses=auto --dist=loadscope --cov --cov-report=
	$(BIN)/coverage report --format=total > /dev/null
	$(BIN)/coverage report --include='src/ejverkstallda/domain/*,src/ejverkstallda/report/*' --fail-under=100
	$(BIN)/coverage report --skip-covered | tail -n 1

docs: $(STAMP)
	$(BIN)/python docs/generera.py --kontrollera

mutation: $(STAMP)
	$(BIN)/python tests/mutation/mutera.py

# How well the screening of free text does on the hundred comments.
fritext: $(STAMP)
	$(BIN)/python tests/korpus/fritextmatt.py

fuzz: $(STAMP)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest tests/properties tests/readers/test_skadade_filer.py tests/functional/test_dodad.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python docs/generera.py

# A page of each document as a picture, for README.
bilder: $(STAMP)
	$(BIN)/python docs/bilder.py

# make bench STOR=1 measures at 1 000 000 decisions too; that register takes some ten minutes to make.
bench: $(STAMP)
	$(BIN)/python bench/kor.py $(if $(STOR),--stor)
	$(BIN)/python bench/papper.py
	$(BIN)/python bench/paket.py
	$(BIN)/python bench/inlasning.py --beslut 10000 --beslut 100000 $(if $(STOR),--beslut 1000000)

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
