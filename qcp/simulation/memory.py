"""Fast motion makes and drops objects by the million; what is loaded stays."""

import gc


def collect_seldom() -> None:
    """Looking again and again through what is loaded by now is a few seconds of a minute."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
