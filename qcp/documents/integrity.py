"""Do the stored bytes still agree with what was written down about them, and is what was destroyed really gone?

Both losses are told: a row whose bytes are gone or changed, and bytes of which no row knows.
"""

import datetime
from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from qcp import clock

from .models import Letter, PageImage, StoredFile
from .uploads import sha256_of

ON_ITS_WAY = datetime.timedelta(hours=1)  # so long bytes may lie there before the row that names them is written


def differences() -> tuple[int, list[dict]]:
    """How many files were read, and what is wrong with which."""
    checked, found = 0, []
    kept = StoredFile.objects.filter(destroyed_at=None)
    for rows, bytes_of in (
        (kept, "file"),
        (Letter.objects.exclude(file=""), "file"),
        (PageImage.objects.exclude(image=""), "image"),
    ):
        for row in rows.order_by("pk").iterator():
            checked += 1
            if problem := what_is_wrong(row, getattr(row, bytes_of)):
                found.append({"kind": row._meta.model_name, "id": str(row.pk), "problem": problem})
    for row in StoredFile.objects.exclude(destroyed_at=None).exclude(file="", text_file="").order_by("pk"):
        found.append(
            {"kind": "storedfile", "id": str(row.pk), "problem": "The file is to be destroyed and is still there."}
        )
    known = names_in_rows()
    for name in names_in_store():
        if name not in known and is_old(name):
            found.append({"kind": "store", "id": name, "problem": "No row knows this file."})
    return checked, found


def names_in_rows() -> set[str]:
    """What every model keeps in the store, whichever it is."""
    fields = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileField)]
    return {
        name
        for field in fields
        for name in field.model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True).iterator()
    }


def names_in_store(folder: str = "") -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # an empty store has no folder yet
        return
    yield from (f"{folder}{name}" for name in sorted(files))
    for each in sorted(folders):
        yield from names_in_store(f"{folder}{each}/")


def is_old(name: str) -> bool:
    return default_storage.get_modified_time(name) < clock.now() - ON_ITS_WAY


def what_is_wrong(row, file) -> str:
    try:
        with file.open("rb") as stored:
            digest, size = sha256_of(stored), stored.tell()
    except OSError:
        return "The file is missing or cannot be read."
    if (digest, size) != (row.sha256, row.size):
        return "The file is not what was stored."
    return ""
