"""A CSV table: text in UTF-8, in rows."""

import csv

from .finding import Unfit


def looks_like_one(content: bytes) -> bool:
    return (
        bool(content.strip())
        and b"\0" not in content[:65536]
        and not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    )


def check(path: str, content: bytes) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("It is not in UTF-8. In your spreadsheet program choose “CSV UTF-8” when saving.") from None
    if "\0" in text:
        raise Unfit("It holds characters that no table has. Save it again as “CSV UTF-8”.")
    try:
        for _ in csv.reader(text.splitlines(keepends=True), strict=True):
            pass
    except csv.Error:
        raise Unfit(
            "Its rows cannot be told apart. Save it again as “CSV UTF-8” and look for quotation marks that stay open."
        ) from None
