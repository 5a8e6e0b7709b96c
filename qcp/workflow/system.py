"""The actor behind the clock and behind what follows from another act."""


class System:
    """Not a person: may make only the moves that are declared as the system's."""

    pk = None
    is_authenticated = False

    def __str__(self):
        return "the portal"


SYSTEM = System()
