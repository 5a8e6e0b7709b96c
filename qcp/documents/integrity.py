"""Do the stored bytes still agree with what was written down about them, and is what was destroyed really gone?"""

from .models import Letter, PageImage, StoredFile
from .uploads import sha256_of


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
    return checked, found


def what_is_wrong(row, file) -> str:
    try:
        with file.open("rb") as stored:
            digest, size = sha256_of(stored), stored.tell()
    except OSError:
        return "The file is missing or cannot be read."
    if (digest, size) != (row.sha256, row.size):
        return "The file is not what was stored."
    return ""
