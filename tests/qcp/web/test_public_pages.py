import re

import pytest
from django.test import Client

from qcp import leaving
from qcp.deadlines.table import in_use
from qcp.web.models import Sent
from qcp.web.pages import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Certification for outpatient oncology practices - QCP"),
        ("/policies/", "Policies and deadlines - QCP"),
        ("/help/", "Help and contact - QCP"),
    ],
)
def test_public_pages_need_no_account_and_have_a_title_of_their_own(client, path, title):
    response = client.get(path)

    assert response.status_code == 200
    assert f"<title>{title}</title>" in response.content.decode()


def test_the_policies_page_tells_every_clock_with_its_end_and_its_source(client):
    page = client.get("/policies/").content.decode()

    for kind, rule in in_use().items():
        assert f'id="{kind}"' in page
        assert rule.title in page


def test_what_is_absent_is_said_calmly_and_without_an_echo_of_the_address(client):
    response = client.get("/applications/<script>/")

    assert response.status_code == 404
    assert b"This page was not found" in response.content
    assert b"script&gt;" not in response.content and b"<script>/" not in response.content


def test_a_form_from_an_old_page_says_how_nothing_is_lost(olivia):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(olivia)

    typed = {"note": "We <merge> in May.", "password": "secret", "form_key": "k"}
    response = strict.post("/moves/application/00000000-0000-0000-0000-000000000000/withdraw/", typed)

    assert response.status_code == 403
    assert b"We &lt;merge&gt; in May." in response.content
    assert b"secret" not in response.content


def test_health_and_readiness_answer_in_one_word(client):
    assert client.get("/healthz").content == b"ok"
    assert client.get("/readyz").content == b"ready"


def test_a_server_that_leaves_is_not_ready_and_still_well(client, monkeypatch):
    monkeypatch.setattr(leaving, "since", 1.0)

    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (503, b"leaving")
    assert client.get("/healthz").content == b"ok"


@pytest.mark.parametrize("name", ["stella", "olivia", "sam"])
def test_opening_pages_writes_nothing(client, request, name):
    client.force_login(request.getfixturevalue(name))

    for path in ["/", "/home/", "/policies/", "/help/", "/gallery/"]:
        assert client.get(path).status_code == 200
    assert not Sent.objects.exists()


def test_the_gallery_is_for_the_office_only_outside_the_embedded_portal(client, olivia, stella, settings):
    settings.EMBEDDED = False

    client.force_login(olivia)
    assert client.get("/gallery/").status_code == 404
    client.force_login(stella)
    assert client.get("/gallery/").status_code == 200


def test_no_page_carries_inline_script_or_style(client, stella):
    client.force_login(stella)

    for path in ["/", "/home/", "/policies/", "/help/", "/gallery/", "/nowhere/"]:
        page = client.get(path).content.decode()
        assert " style=" not in page and "<style" not in page and " onclick" not in page
        assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_pages_of_a_signed_in_person_are_never_kept_by_the_browser(client, olivia):
    client.force_login(olivia)

    assert "no-store" in client.get("/home/")["Cache-Control"]
    assert "Cache-Control" not in Client().get("/").headers


def test_a_page_that_tried_to_write_would_be_refused(rf):
    @page
    def sly(request):
        Sent.objects.create(fingerprint="x", led_to="/")

    with pytest.raises(RuntimeError, match="tried to write"):
        sly(rf.get("/"))
