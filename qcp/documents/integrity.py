"""Do the stored bytes still agree with what was written down about them?"""

from .models import Letter, StoredFile
from .uploads import sha256_of


def differences() -> tuple[int, list[dict]]:
    """How many files were read, and what is wrong with which."""
    checked, found = 0, []
    for rows in (StoredFile.objects.all(), Letter.objects.exclude(file="")):
        for row in rows.order_by("pk").iterator():
            checked += 1
            if problem := what_is_wrong(row):
                found.append({"kind": row._meta.model_name, "id": str(row.pk), "problem": problem})
    return checked, found


def what_is_wrong(row) -> str:
    try:
        with row.file.open("rb") as stored:
            digest, size = sha256_of(stored), stored.tell()
    except OSError:
        return "The file is missing or cannot be read."
    if (digest, size) != (row.sha256, row.size):
        return "The file is not what was stored."
    return ""
