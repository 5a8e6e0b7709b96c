"""Whether this process was told to stop, and when: it answers on, but wants nobody sent to it any more."""

since: float | None = None
