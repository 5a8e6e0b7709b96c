"""Who gets an answer at the addresses of files and letters."""

from qcp.access.table import Row

READERS = "whoever may read the record that it belongs to"

ROWS = [
    Row("documents:file", get=("signed_in",), subject="documents.StoredFile", note=READERS),
    Row("documents:letter", get=("signed_in",), subject="documents.Letter", note=READERS),
]
