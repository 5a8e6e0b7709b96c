"""Who is told what about a file that may name a patient. Never what it is called, nor what was found."""

from qcp.notices.registry import Notice
from qcp.notices.topics import NEWS, TASKS

HELD = Notice("documents.held", to=("signatory", "editor"), topic=TASKS)
RELEASED = Notice("documents.released", to=("signatory", "editor"), topic=NEWS)
ANSWERED = Notice("documents.answered", to=("staff",), topic=TASKS)
