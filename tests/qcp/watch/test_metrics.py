"""A monitoring system reads how much waits and since when, and no names."""

import datetime
import uuid

import pytest
from prometheus_client.parser import text_string_to_metric_families

from qcp import clock
from qcp.notices.models import Message
from qcp.watch.models import JobRun


@pytest.fixture
def letter(olivia):
    """A letter to Olivia, waiting to be sent unless told otherwise."""
    return lambda **given: Message.objects.create(
        notice="tests.letter",
        occasion="v1",
        dedupe_key=uuid.uuid4().hex,
        subject_label="accounts.User",
        subject_id=uuid.uuid4(),
        recipient=olivia,
        address=olivia.email,
        subject="Hello Olivia",
        **given,
    )


@pytest.fixture
def reading(client, db):
    """Figure -> value, for figures without labels."""

    def read():
        page = client.get("/metrics").content.decode()
        return {
            sample.name: sample.value
            for family in text_string_to_metric_families(page)
            for sample in family.samples
            if not sample.labels
        }

    return read


def test_letters_that_wait_are_counted_with_the_age_of_the_oldest(reading, letter):
    letter(try_at=clock.now() - datetime.timedelta(minutes=20))
    letter(delivery=Message.Delivery.SENT, sent_at=clock.now())

    figures = reading()

    assert figures["qcp_letters_due"] == 1
    assert 1200 <= figures["qcp_letters_oldest_due_seconds"] < 1260


def test_nothing_waiting_is_zero_and_not_missing(reading):
    assert set(reading().values()) == {0}


def test_a_stopped_job_is_told(client, db):
    JobRun.objects.create(task="deadlines.sweep", ended_at=clock.now() - datetime.timedelta(hours=1), failures=3)

    page = client.get("/metrics").content.decode()

    assert 'qcp_job_late{job="deadlines.sweep"} 1.0' in page
    assert 'qcp_job_failures_total{job="deadlines.sweep"} 3.0' in page


def test_names_and_addresses_are_in_no_figure(client, letter):
    letter()

    assert "olivia" not in client.get("/metrics").content.decode().lower()


@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [("", "", 404), ("", "Bearer ", 404), ("right", "Bearer wrong", 404), ("right", "Bearer right", 200)],
)
def test_in_production_only_the_token_opens_it(client, db, settings, token, sent, status):
    settings.EMBEDDED, settings.METRICS_TOKEN = False, token

    assert client.get("/metrics", headers={"Authorization": sent}).status_code == status


def test_reading_asks_as_often_for_many_as_for_none(client, letter, django_assert_max_num_queries):
    for _ in range(3):
        letter()

    with django_assert_max_num_queries(8):
        client.get("/metrics")
