"""From page to page along the links, one page of each shape of address."""

import re

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}\S*?(?=/)|\d+")
LEAVE_OUT = ("/static/", "/admin/", "/files/", "/letters/", "/accounts/2fa/", "/accounts/login/")
NO_PAGE = re.compile(r"\.\w+$|/receipt/$")  # downloads; and receipts, which rows made by a factory do not have


def shape(path: str) -> str:
    """An address without what differs from record to record."""
    return ID.sub("#", path.split("?")[0])


def is_page(link: str, leave_out: tuple[str, ...] = LEAVE_OUT) -> bool:
    return not link.startswith(leave_out) and not NO_PAGE.search(link.split("?")[0])
