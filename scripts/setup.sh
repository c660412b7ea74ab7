#!/usr/bin/env bash
# Everything the product and its checks need inside this folder: .venv, and the browser libraries.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9

# Where git was told not to make links, a checkout has text files instead; the package needs the links.
for folder in connectors designer packs platform runtime templates; do
  link=".imports/dougong/$folder"
  if [ ! -L "$link" ]; then
    rm -f "$link"
    ln -s "../../$folder" "$link" || { echo "This file system takes no links: $link is needed." >&2; exit 1; }
  fi
done

if ! command -v uv >/dev/null || [ "$(uv --version | cut -d' ' -f2)" != "$UV_VERSION" ]; then
  if [ ! -x ".tools/uv-$UV_VERSION/bin/uv" ]; then
    echo "Fetching uv $UV_VERSION …"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
      { echo "Python 3.11 or newer is needed as python3." >&2; exit 1; }
    python3 -m venv ".tools/uv-$UV_VERSION"
    ".tools/uv-$UV_VERSION/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
  fi
  PATH="$PWD/.tools/uv-$UV_VERSION/bin:$PATH"
fi

uv sync --frozen --quiet
.venv/bin/python scripts/vendor.py
