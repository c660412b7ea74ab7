.PHONY: setup run test live check fix

# .venv and the browser libraries; quick when nothing changed
setup:
	@scripts/setup.sh

# the product with its demonstration company on http://127.0.0.1:8000
run: setup
	@.venv/bin/dougong serve --demo

# every test, against SQLite, a PostgreSQL of its own, a real Chromium and a live Tryton
test: setup
	@scripts/services.sh
	@.venv/bin/python -m pytest -n 2 --dist loadfile

# the ERP interface tried on a live Tryton alone: installed and set up the first time, then kept
live: setup
	@.venv/bin/python -m pytest -q tests/live

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/dougong check packs/qms_erp tests/packs/visits tests/packs/weather tests/packs/tastings tests/packs/drawings
	.venv/bin/dougong test packs/qms_erp tests/packs/visits --cover 100
	.venv/bin/python scripts/texts.py

fix: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/dougong format packs tests/packs
