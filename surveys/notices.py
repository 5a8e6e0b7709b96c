"""Who is told what about a survey. Before both conflict answers are in, the surveyor learns name and city only."""

from qcp.notices.registry import Notice
from qcp.notices.topics import NEWS, REMINDERS, TASKS

SURVEYOR_ASKED = Notice("surveys.surveyor_asked", topic=TASKS)
PRACTICE_ASKED = Notice("surveys.practice_asked", topic=TASKS)
DECLINED = Notice("surveys.declined", to=("staff",), topic=TASKS)
CONFIRMED = Notice("surveys.confirmed", to=("members", "surveyor", "staff"))
SCHEDULED = Notice("surveys.scheduled", to=("members", "surveyor"))
RESCHEDULED = Notice("surveys.rescheduled", to=("members", "surveyor"))
UNASSIGNED = Notice("surveys.unassigned")
BEGUN = Notice("surveys.begun", to=("staff",), topic=NEWS)
FINDINGS_SUBMITTED = Notice("surveys.findings_submitted", to=("staff",), topic=TASKS)
HELD = Notice("surveys.held", to=("members",), topic=NEWS)
FINDINGS_RETURNED = Notice("surveys.findings_returned", to=("surveyor",), topic=TASKS)
REPORT_COMPLETED = Notice("surveys.report_completed", to=("members", "surveyor"), topic=NEWS)
HANDED_OVER = Notice("surveys.handed_over", to=("staff",))
CANCELLED = Notice("surveys.cancelled")
ORDERED = Notice("surveys.ordered", to=("members", "staff"))
PAPER_RUNS_OUT = Notice("surveys.paper_runs_out", to=("surveyor",), topic=REMINDERS)
FEEDBACK_OF_PRACTICE = Notice("surveys.feedback_of_practice", to=("signatory",), topic=TASKS)
FEEDBACK_OF_SURVEYOR = Notice("surveys.feedback_of_surveyor", to=("surveyor",), topic=TASKS)
