"""The public register as tiles, list and search, and the check page with its days and its signed statement."""

import json
import subprocess
import sys

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from compliance.actions import certifications, decisions
from compliance.models import Certification
from compliance.views.public import SCRIPT
from practices.models import Practice
from qcp.workflow.system import SYSTEM
from tests.factories import compliance as made

pytestmark = pytest.mark.django_db
REGISTER = reverse("compliance:register")


@pytest.fixture(autouse=True)
def nobody_has_checked_anything():
    cache.clear()


@pytest.fixture
def certification(olivia, rita, mona):
    with time_machine.travel("2026-03-05 15:00Z"):
        certification = made.certified(rita, olivia, mona, sites=2)
    for name, state in (("House 1", "VA"), ("House 2", "AK")):
        certification.sites.filter(name=name).update(state=state)
    return certification


def shown(client, **asked):
    return client.get(REGISTER, asked).content.decode()


def test_the_tiles_count_listed_locations_and_follow_in_the_same_minute(certification, client, olivia):
    assert "No certified location is listed yet" in shown(client)

    certifications.wish(certification, by=olivia, listed=True)
    page = shown(client)
    assert "2 certified locations in 2 states and territories" in page
    assert 'href="/register/?state=AK"' in page and 'href="/register/?state=TX"' not in page

    certifications.revoke(certification, by=SYSTEM, note="Decided.")
    assert "No certified location is listed yet" in shown(client)


def test_a_tile_leads_to_the_locations_of_its_state(certification, client, olivia):
    certifications.wish(certification, by=olivia, listed=True)
    for state in ("VA", "va"):
        page = shown(client, state=state)
        assert "House 1" in page and "House 2" not in page and 'aria-current="true"' in page


def test_the_search_answers_byte_for_byte_alike_for_the_unlisted_the_unknown_and_the_ended(
    certification, client, olivia, rita, mona
):
    listed = made.certified(rita, olivia, mona)
    certifications.wish(listed, by=olivia, listed=True)
    ended = made.certified(rita, olivia, mona)
    certifications.wish(ended, by=olivia, listed=True)
    certifications.surrender(ended, by=olivia)
    names = ["Birch Hematology", "Maple Hematology", "Nowhere Hematology"]
    for each, name in zip((certification, ended), names, strict=False):
        Practice.objects.filter(pk=each.practice_id).update(legal_name=name)

    answers = [(name, client.get(REGISTER, {"q": name})) for name in names]

    bodies = {answer.content.replace(name.encode(), b"?") for name, answer in answers}
    assert len(bodies) == 1 and b"No listed practice fits" in bodies.pop()
    assert len({tuple(sorted(answer.headers.items())) for _, answer in answers if "Content-Length" not in answer}) <= 1


def test_an_early_renewal_is_in_effect_without_a_gap_and_each_number_names_the_other(
    certification, client, olivia, rita, mona
):
    with time_machine.travel("2028-11-01 15:00Z"):
        report = made.issued(rita, olivia, practice=certification.practice, kind="recertification")
        decisions.carry_out(report.decisions.get(), by=mona)
        new = Certification.objects.get(renews=certification)
        page = client.get(new.get_check_url()).content.decode()
        former = client.get(certification.get_check_url()).content.decode()

    assert "<dt>In force from</dt><dd>1 Nov 2028</dd>" in page
    assert "<dt>In force through</dt><dd>5 Mar 2032</dd>" in page and certification.number in page
    assert "1 Nov 2028: Renewed: a later certificate takes its place" in former and new.number in former


def test_the_check_page_tells_every_day_and_no_reason(certification, client):
    certifications.revoke(certification, by=SYSTEM, note="Confidential words.")

    page = client.get(certification.get_check_url()).content.decode()

    assert "5 Mar 2026: Awarded" in page and ": Revoked" in page and "Confidential words" not in page


def checked_offline(folder, answer, keys):
    for name, content in (("statement.json", answer), ("keys.json", keys)):
        (folder / name).write_text(json.dumps(content))
    command = [sys.executable, str(SCRIPT), str(folder / "statement.json"), str(folder / "keys.json")]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_statement_is_checked_with_the_published_program_and_keys_alone(certification, client, tmp_path):
    answer = client.get(reverse("compliance:verify-signed", args=[certification.number])).json()
    keys = client.get(reverse("compliance:status-key")).json()
    assert client.get(reverse("compliance:offline-script")).content == SCRIPT.read_bytes()
    assert "check_statement.py" in client.get(reverse("compliance:offline")).content.decode()

    good = checked_offline(tmp_path, answer, keys)
    assert (good.returncode, json.loads(good.stdout)["certificate"]["number"]) == (0, certification.number)

    head, body, seal = answer["statement"].split(".")
    spoilt = {"statement": f"{head}.{body[:-2]}{'A' if body[-2] != 'A' else 'B'}{body[-1]}.{seal}"}
    for wrong, why in ((spoilt, "was changed"), ({"statement": "x"}, "not a signed statement"), ({}, "NOT CHECKED")):
        bad = checked_offline(tmp_path, wrong, keys)
        assert bad.returncode == 1 and why in bad.stdout
    assert "Fetch the keys again" in checked_offline(tmp_path, answer, {"keys": []}).stdout
