"""Alarm clocks of the outbox; the work is elsewhere, and running it twice, late or at once changes nothing."""

from celery import shared_task

from . import daily, delivery, receipts


@shared_task(name="notices.deliver_due", ignore_result=True, acks_late=True, time_limit=420)
def deliver_due():
    delivery.deliver_due()


@shared_task(name="notices.follow_receipts", ignore_result=True, acks_late=True, time_limit=300)
def follow_receipts():
    receipts.follow_open()


@shared_task(name="notices.write_daily", ignore_result=True, acks_late=True, time_limit=420)
def write_daily():
    daily.write_due()
