"""Every installed package of the lock files carries a licence that allows what we do with it."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ALLOWED = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|LGPL|Lesser|Zope|ZPL"
    r"|Unlicense|Public Domain|HPND|0BSD|CC0|Artistic",
    re.I,
)


def main() -> int:
    unclear = [f"{name}: {text or 'no licence given'}" for name, text in licences() if not ALLOWED.search(text)]
    print("\n".join(unclear))
    return 1 if unclear else 0


def licences():
    locked = Path("requirements/dev.txt").read_text()
    for name in re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==", locked, re.M):
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # locked for another platform
        classifiers = " ".join(c for c in about.get_all("Classifier") or [] if c.startswith("License"))
        yield (
            name,
            " ".join(filter(None, [about.get("License-Expression"), (about.get("License") or "")[:200], classifiers])),
        )


if __name__ == "__main__":
    sys.exit(main())
