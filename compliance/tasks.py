"""Alarm clocks of this app."""

from celery import shared_task


@shared_task(name="compliance.release_due", ignore_result=True)
def release_due():
    """Carry out the releases whose minute is over."""
    from compliance.actions.decisions import release_due

    release_due()


@shared_task(name="compliance.send_webhooks", ignore_result=True, acks_late=True, time_limit=120)
def send_webhooks():
    """Tell the recipients that asked for it what has changed."""
    from compliance.actions.sending import send_due

    send_due()


@shared_task(name="compliance.announce_missed", ignore_result=True, time_limit=300)
def announce_missed():
    """Find changes of a status that came about without an act of ours: a name, a site, a date."""
    from compliance.actions.announcing import announce_missed

    announce_missed()


@shared_task(name="compliance.ask_for_attestations", ignore_result=True, time_limit=600)
def ask_for_attestations():
    """Ask the certified practices whose anniversary has come; nobody while that is switched off."""
    from compliance.actions.attestations import ask_due

    ask_due()
