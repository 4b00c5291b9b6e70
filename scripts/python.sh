# SPDX-License-Identifier: Apache-2.0
# Finds a Python that Fabula runs on and sets `python` to it; ends with a plain message where there is none.

python=
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done

if [ -z "$python" ]; then
    echo "Fabula needs Python 3.11 or newer, and there is none on the path." >&2
    echo "Install one (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python)," >&2
    echo "or say where it is: make PYTHON=/path/to/python3" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    echo "$python cannot make virtual environments: its modules venv and ensurepip are missing." >&2
    echo "Install them (Debian and Ubuntu: apt install python3-venv) and try again." >&2
    exit 1
fi
