"""Copy the parts of USWDS that the portal uses from an npm package file into static/vendor/uswds.

Get the package with `npm pack @uswds/uswds@<version>`, then run `manage.py vendor_uswds <file.tgz>`.
The stylesheet, and the fonts and pictures it names, are all that is kept.
"""

import hashlib
import json
import re
import shutil
import tarfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management.base import BaseCommand

TARGET = settings.BASE_DIR / "static" / "vendor" / "uswds"
STYLESHEET = PurePosixPath("package/dist/css/uswds.min.css")
LICENCE = "package/LICENSE.md"


class Command(BaseCommand):
    help = "Replaces static/vendor/uswds by the parts that the portal uses of an npm package file."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="the .tgz that npm pack has written")

    def handle(self, archive, **options):
        vendor(archive)


def vendor(archive: Path) -> None:
    """Replace what is there by what the package holds."""
    shutil.rmtree(TARGET, ignore_errors=True)
    with tarfile.open(archive) as package:
        css = strip_source_map(read(package, str(STYLESHEET)).decode())
        write("css/uswds.min.css", css.encode())
        for name in sorted(referenced(css)):
            write(name, read(package, f"package/dist/{name}"))
        write("LICENSE.md", read(package, LICENCE))
        about = json.loads(read(package, "package/package.json"))
    manifest = {
        "name": about["name"],
        "version": about["version"],
        "licence": about["license"],
        "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
    }
    write("manifest.json", (json.dumps(manifest, indent=2) + "\n").encode())


def strip_source_map(css: str) -> str:
    """The map is not kept, and collecting static files fails on a reference to nothing."""
    return re.sub(r"\s*/\*# sourceMappingURL=.*?\*/\s*", "\n", css)


def referenced(css: str) -> set[str]:
    """Names below dist/ of every font and picture in the stylesheet."""
    return {found.removeprefix("../") for found in re.findall(r"url\(['\"]?(\.\./[^)'\"?#]+)", css)}


def read(package: tarfile.TarFile, name: str) -> bytes:
    member = package.extractfile(name)
    if member is None:
        raise FileNotFoundError(name)
    return member.read()


def write(name: str, content: bytes) -> None:
    path = TARGET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
