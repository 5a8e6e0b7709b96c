"""Who gets an answer at the addresses of files and letters."""

from qcp.access.table import MEMBERS, OFFICE, WRITERS, Row

READERS = "whoever may read the record that it belongs to"
OWN = "only what this person is sending"
FILE = "documents.StoredFile"

ROWS = [
    Row("documents:file", get=("signed_in",), subject=FILE, note=READERS),
    Row("documents:read", get=("signed_in",), subject=FILE, note=READERS),
    Row("documents:page", get=("signed_in",), subject=FILE, note=READERS),
    Row("documents:second-look", get=(*MEMBERS, *OFFICE), post=(*WRITERS, *OFFICE), subject=FILE),
    Row("documents:destroy", get=OFFICE, post=OFFICE, subject=FILE),
    Row("documents:letter", get=("signed_in",), subject="documents.Letter", note=READERS),
    Row("documents:papers", get=OFFICE),
    Row("documents:paper", get=OFFICE, post=OFFICE),
    Row("documents:paper-restore", post=OFFICE),
    Row("documents:upload-begin", get=("signed_in",), post=("signed_in",)),
    Row("documents:upload", get=("signed_in",), subject="documents.Upload", note=OWN),
    Row("documents:upload-part", post=("signed_in",), subject="documents.Upload", note=OWN),
    Row("documents:upload-give-up", post=("signed_in",), subject="documents.Upload", note=OWN),
]
