"""Who is told what about a file that was not taken. Never what it is called, nor what was found in it."""

from qcp.notices.registry import Notice
from qcp.notices.topics import NEWS, TASKS

HELD = Notice("documents.held", to=("signatory", "editor"), topic=TASKS)
RELEASED = Notice("documents.released", to=("signatory", "editor"), topic=NEWS)
ANSWERED = Notice("documents.answered", to=("staff",), topic=TASKS)
EVIDENCE_REFUSED = Notice("documents.evidence_refused", topic=TASKS)
