#!/bin/sh
# Make a virtual environment with the first fitting Python: environment.sh FOLDER [PYTHON]
set -eu

folder=$1
candidates=${2:-python3 python3.14 python3.13 python3.12 python3.11 python}
unfit=

for candidate in $candidates; do
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    if ! "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        unfit=$candidate
        continue
    fi
    echo "Making an environment in $folder with $("$candidate" --version) ..."
    # One that is there but has lost its Python is made anew; other folders are never emptied.
    if [ -e "$folder/pyvenv.cfg" ]; then clear=--clear; else clear=; fi
    exec "$candidate" -m venv $clear "$folder"
done

if [ -n "$unfit" ]; then
    echo "$unfit cannot make environments: its venv or ensurepip module is missing." \
        "On Debian and Ubuntu, \"apt install python3-venv\" brings it." >&2
else
    echo "Annotator needs Python 3.11 or newer and found none (tried: $candidates)." \
        "Install one, or say where it is: make demo PYTHON=/path/to/python3" >&2
fi
exit 1
