"""Who is told what about a file that may name a patient. Never what it is called, nor what was found."""

from qcp.notices.registry import Notice

HELD = Notice("documents.held", to=("signatory", "editor"))
RELEASED = Notice("documents.released", to=("signatory", "editor"))
ANSWERED = Notice("documents.answered", to=("staff",))
