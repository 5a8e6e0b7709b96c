"""A recipient with a webhook learns of a change at once: signed, once, again when it did not answer, never too much."""

import datetime
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from compliance.actions import announcing, certifications, sending
from compliance.models import StatusEvent
from compliance.webhooks import is_outside, signature
from practices.actions import recipients, releasing
from practices.models import Disclosure
from qcp import clock
from tests.factories import compliance as made
from tests.factories.releases import open_recipient, opted_in

SECRET = recipients.new_secret()


class Peer(ThreadingHTTPServer):
    """A health plan's server: checks each message as the scheme says, and answers as it is told."""

    def __init__(self):
        self.answers, self.taken, self.refused, self.seen = [], [], [], set()
        self.promised, self.goes_on = 0, threading.Event()
        self.goes_on.set()
        super().__init__(("127.0.0.1", 0), Hook)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook"


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name, moment = self.headers["webhook-id"], int(self.headers["webhook-timestamp"])
        good = self.headers["webhook-signature"] == signature(SECRET, name, moment, body)
        code = self.server.answers.pop(0) if self.server.answers else 204
        if not good or code >= 300:
            self.server.refused.append((name, moment))
        elif name not in self.server.seen:
            self.server.seen.add(name)
            self.server.taken.append(json.loads(body))
        self.send_response(code if good else 401)
        self.send_header("Content-Length", str(self.server.promised))
        self.end_headers()
        self.server.goes_on.wait()

    def log_message(self, *words):
        """Quiet."""


@pytest.fixture
def peer():
    server = Peer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.goes_on.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def plan(db, stella, steve, peer):
    plan = open_recipient(by=stella, confirmed_by=steve)
    recipients.set_webhook(plan, url=peer.url, secret=SECRET, by=stella)
    return plan


@pytest.fixture
def certified(rita, olivia, mona):
    return made.certified(rita, olivia, mona)


@pytest.fixture
def release(certified, plan, olivia):
    return opted_in(certified.practice, plan, olivia)


def later(**time):
    return clock.at(clock.now() + datetime.timedelta(**time))


def statuses(peer):
    return [each["status"]["status"] for each in peer.taken]


def test_an_answer_without_end_keeps_nobody(peer, release):
    peer.promised = 10**12
    peer.goes_on.clear()

    sending.send_due()

    assert StatusEvent.objects.get().delivery == StatusEvent.Delivery.SENT


def test_a_change_is_told_signed_and_logged(peer, certified, release, olivia):
    sending.send_due()
    certifications.surrender(certified, by=olivia)
    sending.send_due()

    assert statuses(peer) == ["certified", "surrendered"]
    assert [each["sequence"] for each in peer.taken] == [1, 2]
    assert Disclosure.objects.filter(practice=certified.practice, channel="webhook").count() == 2
    assert set(StatusEvent.objects.values_list("delivery", flat=True)) == {"sent"}


def test_nothing_is_told_twice_when_nothing_changed(peer, release):
    announcing.announce(release.practice)
    announcing.announce_missed()
    sending.send_due()
    sending.send_due()

    assert len(peer.taken) == 1


def test_a_change_that_no_act_announced_is_found_by_the_sweep(peer, release):
    practice = release.practice
    practice.legal_name = "Elm Oncology PLLC"
    practice.save()

    announcing.announce_missed()
    sending.send_due()

    assert peer.taken[-1]["status"]["name"] == "Elm Oncology PLLC"


def test_a_refused_message_is_sent_again_with_the_same_name(peer, release):
    peer.answers = [500, 503]

    sending.send_due()
    assert peer.taken == []
    with later(minutes=3):
        sending.send_due()
    with later(minutes=10):
        sending.send_due()

    assert statuses(peer) == ["certified"]
    assert len({name for name, _ in peer.refused} | {str(StatusEvent.objects.get().pk)}) == 1
    assert Disclosure.objects.filter(channel="webhook").count() == 1


def test_after_eight_tries_the_office_has_a_look(peer, release, stella, client):
    peer.answers = [500] * 8
    moment = clock.now()
    for _ in range(8):
        with clock.at(moment):
            sending.send_due()
        moment += datetime.timedelta(hours=5)

    event = StatusEvent.objects.get()
    assert (event.delivery, event.attempts) == ("failed", 8)
    assert event.last_error == "The recipient answered 500."
    client.force_login(stella)
    assert "Changes a recipient did not take" in client.get("/home/").content.decode()
    client.post(f"/admin/compliance/statusevent/{event.pk}/again/")
    with clock.at(moment):
        sending.send_due()
    assert statuses(peer) == ["certified"]


def test_after_a_revocation_nothing_that_waits_is_sent(peer, certified, release, olivia):
    certifications.surrender(certified, by=olivia)
    releasing.revoke(release, by=olivia)

    sending.send_due()

    assert peer.taken == []
    assert set(StatusEvent.objects.values_list("delivery", flat=True)) == {"withheld"}
    assert not Disclosure.objects.exists()


def test_a_worker_that_died_leaves_its_message_to_the_next(peer, release):
    sending.claim()
    sending.send_due()
    assert peer.taken == []

    with later(minutes=2):
        sending.send_due()

    assert statuses(peer) == ["certified"]


def test_a_late_result_of_a_lost_claim_is_refused(peer, release):
    lost = sending.claim()
    with later(minutes=2):
        taken = sending.claim()
    sending.record(taken, "")

    sending.record(lost, "too late")

    event = StatusEvent.objects.get()
    assert (event.delivery, event.last_error) == ("sent", "")


def test_an_old_message_can_be_told_from_a_new_one(peer, release):
    peer.answers = [500]
    sending.send_due()
    with later(minutes=10):
        sending.send_due()

    first = peer.refused[0][1]
    assert clock.now().timestamp() - first < 300  # a peer that keeps to five minutes refuses it afterwards


def test_a_peer_that_is_not_there_is_a_failed_try(peer, release):
    peer.shutdown()
    peer.server_close()

    sending.send_due()

    event = StatusEvent.objects.get()
    assert (event.delivery, event.last_error) == ("pending", "ConnectionError")


@pytest.mark.parametrize(
    ("url", "outside"),
    [
        ("http://8.8.8.8/", False),
        ("https://127.0.0.1/", False),
        ("https://10.1.2.3/", False),
        ("https://169.254.169.254/latest", False),
        ("https://[::1]/", False),
        ("https://8.8.8.8/hook", True),
    ],
)
def test_in_production_messages_go_to_public_https_servers_alone(settings, url, outside):
    settings.EMBEDDED = False
    assert is_outside(url) is outside
