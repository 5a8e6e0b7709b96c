"""What is thrown away at night: sessions that ended, tries that no longer count."""

from celery import shared_task


@shared_task(name="accounts.forget_ended", ignore_result=True)
def forget_ended():
    from .forgetting import forget

    forget()
