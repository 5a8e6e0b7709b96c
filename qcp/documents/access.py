"""Who gets an answer at the addresses of files and letters: whoever may read the record that they belong to."""

from qcp.access.table import Row

ROWS = [
    Row("documents:file", get=("signed_in",), subject="documents.StoredFile", note="and who sees the record it belongs to"),
    Row("documents:letter", get=("signed_in",), subject="documents.Letter", note="and who sees the record it belongs to"),
]
