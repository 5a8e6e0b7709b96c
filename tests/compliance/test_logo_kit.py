"""The logo kit: handed to certified practices, and to nobody from the minute in which they are not certified."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from PIL import Image

from compliance.actions import certifications
from compliance.queries.logo_kit import MARKS
from qcp.workflow.system import SYSTEM
from tests.factories import compliance as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def certification(olivia, rita, mona):
    return made.certified(rita, olivia, mona)


def file(certification, name):
    return reverse("compliance:logo_file", args=[certification.pk, name])


def test_the_kit_holds_every_mark_and_the_words_of_use(certification, client, olivia):
    client.force_login(olivia)
    page = client.get(reverse("compliance:logo", args=[certification.pk])).content.decode()
    answer = client.get(file(certification, "logo-kit.zip"))

    names = [name for mark in MARKS for name in mark.files]
    assert all(f"/logo/{name}" in page for name in names)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as kit:
        assert kit.namelist() == [*names, "words-of-use.txt"]
        words = kit.read("words-of-use.txt").decode()
    assert f"/verify/{certification.number}/" in words and str(certification.practice) in words
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{certification.number}-logo-kit.zip"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get(file(certification, "logo-kit.zip")).content == answer.content


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.name)
def test_each_mark_is_whole_and_carries_its_words(certification, client, olivia, mark):
    client.force_login(olivia)
    drawing, picture = (client.get(file(certification, name)) for name in mark.files)

    root = ElementTree.fromstring(drawing.content)
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Certified practice, QOPI Certification Program"
    assert (drawing.headers["Content-Type"], picture.headers["Content-Type"]) == ("image/svg+xml", "image/png")
    with Image.open(io.BytesIO(picture.content)) as image:
        width, height = float(root.get("width")), float(root.get("height"))
        assert abs(image.width / image.height - width / height) < 0.01
        assert image.mode == "RGBA" and image.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("end", ["revoke", "surrender", "renew"])
def test_with_the_certification_the_kit_is_gone_at_once(certification, client, olivia, end):
    client.force_login(olivia)
    link = file(certification, "mark-color.svg")
    assert client.get(link).status_code == 200

    by = olivia if end == "surrender" else SYSTEM
    getattr(certifications, end)(certification, by=by, note="So it was decided.")

    answer = client.get(link)
    assert (answer.status_code, "may no longer be used" in answer.content.decode()) == (410, True)
    page = client.get(reverse("compliance:logo", args=[certification.pk])).content.decode()
    assert "destroy your copies" in page and "mark-color.svg" not in page


def test_a_name_that_is_not_in_the_kit_is_not_found(certification, client, olivia, stan):
    client.force_login(olivia)
    for name in ("mark-red.svg", "..", "__init__.py", "mark-color.gif"):
        assert client.get(f"/certifications/{certification.pk}/logo/{name}").status_code == 404
    client.force_login(stan)
    assert client.get(file(certification, "mark-color.svg")).status_code == 404
