"""Who is told that somebody of the office looks after a case now."""

from qcp.notices.registry import Notice
from qcp.notices.topics import TASKS

CASE_GIVEN = Notice("desk.case_given", topic=TASKS)
CASES_HANDED_OVER = Notice("desk.cases_handed_over", topic=TASKS)
