#!/bin/sh
# Installs what the portal needs: Debian packages, then Python packages into .venv/, checked by hash.
# Usage: requirements/install.sh runtime|dev. Says in one sentence what it could not install.
set -eu
cd "$(dirname "$0")/.."
kind=$1

stop() { printf '\n%s\n' "$*" >&2; exit 1; }

wanted=$(cat requirements/system-runtime.txt; [ "$kind" = runtime ] || cat requirements/system-dev.txt)
missing=""
for package in $wanted; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
# A Python that brings its own venv does not need Debian's package for it.
python3 -c 'import ensurepip' 2>/dev/null && missing=$(printf ' %s ' $missing | sed 's/ python3-venv / /')

# shellcheck disable=SC2086,SC2116  one space between the names
missing=$(echo $missing)

if [ -n "$missing" ]; then
  command -v apt-get >/dev/null || stop "Cannot install: $missing. This system has no apt-get; install them by hand and run make again."
  as_root=""
  [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && as_root="sudo -n"; } || stop "Cannot install without root: $missing. Run 'sudo apt-get install $missing' and make again."
  echo "Installing Debian packages: $missing"
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get update -qq || true # what is missing then is named by the next line
  # shellcheck disable=SC2086  one word per package
  $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null || stop "Cannot install: $missing. apt-get says why above."
fi

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Cannot set up Python: 3.11 or newer is needed, and python3 is older."

stamp=".venv/.installed-$kind"
state=$(cat requirements/installer.txt requirements/runtime.txt requirements/dev.txt | sha256sum)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$state" ] && exit 0

[ -x .venv/bin/python ] || python3 -m venv .venv || stop "Cannot create .venv with python3 -m venv."
locked="requirements/$kind.txt"
echo "Installing Python packages from $locked"
if .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt; then
  .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$locked" && installed=1
fi
[ -n "${installed:-}" ] ||
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$locked" ||
  stop "Cannot install the Python packages of $locked; pip says why above."
printf %s "$state" > "$stamp"
