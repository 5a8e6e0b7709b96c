"""Sentences that name a few things and count the rest."""

AT_MOST = 3  # examples named in one sentence


def some(names) -> str:
    """'A, B, C and 9 more': enough to know where to look."""
    names = [str(name) for name in names]
    rest = len(names) - AT_MOST
    return ", ".join(names[:AT_MOST]) + (f" and {rest} more" if rest > 0 else "")


def first_few(sentences) -> list[str]:
    """The first sentences and how many more there are: the page below shows each at its item."""
    sentences = list(sentences)
    rest = len(sentences) - AT_MOST
    return sentences[:AT_MOST] + ([f"The same goes for {rest} more items."] if rest > 0 else [])
