"""The demo's health plan reads the practices that chose it, with the token that `make run` prints."""

from django.conf import settings
from django.test import Client

from practices.models import Practice, Recipient
from qcp.simulation.accounts import ensure_accounts
from qcp.simulation.recipient import ensure_recipient, printed_token
from tests.factories import compliance as made


def test_the_printed_token_reads_the_practices_that_chose_the_health_plan(rita, olivia, mona):
    certified = made.certified(rita, olivia, mona)
    Practice.objects.filter(pk=certified.practice_id).update(is_demo=True)
    accounts = ensure_accounts()

    ensure_recipient(accounts)
    ensure_recipient(accounts)

    token = printed_token().split(": ")[1].split()[0]
    answer = Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/practices/").json()
    assert token == settings.DEMO_TOKEN
    assert [change["status"]["certificate"] for change in answer["changes"]] == [certified.number]
    assert Recipient.objects.get().confirmed_by != Recipient.objects.get().opened_by
