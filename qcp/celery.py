"""The jobs and when they run. Tasks are alarm clocks: they may run twice, late or never; the next run puts it right."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qcp.settings.embedded")

app = Celery("qcp", task_cls="qcp.watch.tasks:WatchedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "qcp.accounts",
        "qcp.notices",
        "qcp.deadlines",
        "qcp.documents",
        "qcp.web",
        "practices",
        "applications",
        "surveys",
        "compliance",
    ]
)

EVERY_MINUTE = crontab()

# THE table of what runs when, in the program's zone.
app.conf.beat_schedule = {
    "files to check": {"task": "documents.check_due", "schedule": crontab()},
    "pages to picture": {"task": "documents.preview_due", "schedule": crontab()},
    "bytes to destroy": {"task": "documents.destroy_due", "schedule": crontab()},
    "pieces that nobody goes on with": {"task": "documents.forget_pieces", "schedule": crontab(minute=50)},
    "letters to print": {"task": "documents.render_due", "schedule": crontab()},
    "clocks": {"task": "deadlines.sweep", "schedule": crontab(minute="*/5")},
    "decisions whose minute is over": {"task": "compliance.release_due", "schedule": 10.0},
    "changes that recipients wait for": {"task": "compliance.send_webhooks", "schedule": EVERY_MINUTE},
    "changes nobody announced": {"task": "compliance.announce_missed", "schedule": crontab(minute="*/5")},
    "anniversaries": {"task": "compliance.ask_for_attestations", "schedule": crontab(hour=6, minute=40)},
    "letters that wait": {"task": "notices.deliver_due", "schedule": EVERY_MINUTE},
    "reminders of the day": {"task": "web.remind_of_the_day", "schedule": crontab(minute="*/10")},
    "daily letters": {"task": "notices.write_daily", "schedule": crontab(minute="*/10")},
    "receipts whose consequences wait": {"task": "notices.follow_receipts", "schedule": EVERY_MINUTE},
    "card payments to ask about": {"task": "applications.tend_cards", "schedule": EVERY_MINUTE},
    "the bank's books beside ours": {"task": "applications.compare_with_bank", "schedule": crontab(hour=2, minute=30)},
    "steps handed to somebody": {"task": "applications.remind_of_steps", "schedule": crontab(hour="7-18", minute=10)},
    "papers that run out": {"task": "surveys.remind_of_papers", "schedule": crontab(hour=6, minute=20)},
    "files taken out a month ago": {"task": "applications.forget_removed", "schedule": crontab(hour=3, minute=0)},
    "sessions that ended": {"task": "accounts.forget_ended", "schedule": crontab(hour=3, minute=20)},
    "form keys of last week": {"task": "web.forget_sent", "schedule": crontab(hour=3, minute=40)},
}
