"""Alarm clocks of applications; the work is elsewhere, and running it twice, late or at once changes nothing."""

from celery import shared_task


@shared_task(name="applications.tend_cards", ignore_result=True, time_limit=300)
def tend_cards():
    """Ask the bank about what is due."""
    from applications.actions.bank_messages import match_due
    from applications.actions.card_tending import tend_due
    from applications.bank import takes_cards

    if takes_cards():
        match_due()
        tend_due()


@shared_task(name="applications.forget_removed", ignore_result=True, time_limit=300)
def forget_removed():
    """Every night: files that the practice took out thirty days ago and that the office never had."""
    from applications.actions.policy_removals import forget_removed

    forget_removed()


@shared_task(name="applications.compare_with_bank", ignore_result=True, time_limit=1800)
def compare_with_bank():
    """Every night: do the bank's books and ours say the same?"""
    from applications.actions.reconciling import compare
    from applications.bank import takes_cards

    if takes_cards():
        compare()


@shared_task(name="applications.remind_of_steps", ignore_result=True, time_limit=300)
def remind_of_steps():
    """Tell those to whom a step was handed that its day comes near."""
    from applications.actions.assigning import remind

    remind()
