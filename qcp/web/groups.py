"""Figures about several practices: a group under five is never counted out, and never named."""

LEAST = 5


def shown(count: int) -> int | None:
    """The size of a group as it may be told; None when the group is too small to be told."""
    return count if count >= LEAST else None


def in_words(count: int, one: str, many: str) -> str:
    """'12 practices', or 'fewer than 5 practices': nought is told as small, too."""
    known = shown(count)
    return f"fewer than {LEAST} {many}" if known is None else f"{known} {one if known == 1 else many}"
