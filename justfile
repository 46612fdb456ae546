# `just` lists what there is. `check` changes nothing, `fix` does.
set positional-arguments

bin := ".venv/bin"

# list the recipes
default:
    @just --list

# lint, formatting, types, floors, and the knowledge pack
check:
    {{bin}}/ruff check .
    {{bin}}/ruff format --check .
    {{bin}}/mypy
    {{bin}}/lint-imports
    {{bin}}/unblush pack check

# mend what can be mended by itself
fix:
    {{bin}}/ruff check --fix .
    {{bin}}/ruff format .

# the tests; arguments go to pytest
test *args:
    {{bin}}/python -m pytest "$@"

# every case through a real interview, with the confusion of triage
cases:
    {{bin}}/unblush pack test

# compile the text, after calibrating where the numbers have changed
pack:
    {{bin}}/unblush pack calibrate
    {{bin}}/unblush pack compile

# the budgets, beside pyAgrum, in one run
bench *args:
    OPENBLAS_NUM_THREADS=1 {{bin}}/python benchmarks/run.py "$@"
    {{bin}}/python benchmarks/pages.py

# the budgets of the page, against a real server
bench-web *args:
    {{bin}}/python benchmarks/web.py "$@"

# the six stories of the README, told in a real browser
journeys *args:
    UNBLUSH_BROWSER=required {{bin}}/python -m pytest tests/browser/test_journeys.py -v -s "$@"

# write the parts of the docs that are made from the program
docs:
    {{bin}}/python docs/make.py

# take the pictures of the pages that the README shows
screenshots:
    {{bin}}/python docs/screenshots.py

# what only the tests in a browser need: the Nu HTML checker (chromium and java come from the system)
browser-tools:
    npm ci --ignore-scripts --no-audit --no-fund --prefix tests/browser
