"""The tablet's papers in a real browser: charts without a network, standard wording, unsent work, photos."""

import hashlib
import itertools
import os
import random
import re

import pytest
from playwright.sync_api import expect

from applications.models import Standard
from qcp.access import conflicts
from surveys.models import HandOver, Operation, Photo, Wording
from tests.qcp.documents import paper

from .tablets import first

RECEIVED = re.compile(r"Received \d")
PHOTOS = int(os.environ.get("QCP_PHOTOS", "10"))

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def standards(db, settings):
    settings.FIELD_PHOTOS = True
    Wording.objects.create(purpose="notes", text="No policy was shown.")


def test_charts_are_marked_without_a_network_and_a_sentence_of_the_library_is_kept(tablet, survey):
    Standard.objects.update(evidence=["records_review"])
    tablet.page.reload()
    tablet.page.get_by_text("Standard wording").first.click()
    tablet.page.get_by_role("button", name="No policy was shown.").first.click()
    tablet.says(RECEIVED)
    tablet.page.get_by_role("link", name="Chart worksheet").click()
    tablet.page.wait_for_url("**/charts/**")
    tablet.context.set_offline(True)
    tablet.page.locator("details", has_text="Chart 2").first.locator("summary").click()
    tablet.page.locator("[data-fields=chart-2]").first.get_by_text("No", exact=True).click()
    tablet.says("1 change kept")

    tablet.context.set_offline(False)
    tablet.says(RECEIVED)

    finding = first(survey)
    assert (finding.notes, finding.answer("chart-2").value) == ("No policy was shown.", "no")


def test_unsent_work_is_saved_as_a_file_and_handed_over_sealed_once_the_case_is_closed(tablet, survey, sam):
    tablet.context.set_offline(True)
    tablet.card().locator("textarea").first.fill("Chart 3 </script> has no second signature.")
    tablet.says("1 change kept")
    conflicts.recuse(survey.case, sam)
    tablet.context.set_offline(False)
    tablet.page.locator("[data-refused]").get_by_text("not open to you any more").wait_for()

    with tablet.page.expect_download() as saved:
        tablet.page.get_by_role("button", name="Save this change as a file").click()
    page = saved.value.path().read_text()
    tablet.page.goto(tablet.address.split("/field/")[0] + "/field/unsent/")
    tablet.page.get_by_text("A survey that is not open to you").wait_for()
    tablet.page.get_by_role("button", name="Hand over to the program office, sealed").click()
    tablet.page.get_by_text("Received: 1 change is with the program office, sealed.").wait_for()

    tablet.page.get_by_text("Nothing waits here").wait_for()
    assert "Chart 3 &lt;/script&gt; has no second signature." in page
    (change,) = HandOver.objects.get().document["changes"]
    assert change["value"] == "Chart 3 </script> has no second signature." and not Operation.objects.exists()


def test_a_photo_taken_without_a_network_arrives_equal_after_the_browser_was_closed(tablet, survey):
    content = paper.picture("JPEG", size=(640, 480))
    tablet.until_kept()
    tablet.context.set_offline(True)
    shot = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": content}
    tablet.card().locator("[data-photo]").set_input_files(shot)
    photos_say(tablet, "Photo 1: On this tablet")
    tablet.page.get_by_role("button", name="Sign out").click()
    tablet.page.get_by_text("1 change is on this tablet only").wait_for()

    tablet.context.close()
    tablet.open()
    photos_say(tablet, "Received.")
    tablet.says(RECEIVED)

    photo = Photo.objects.get()
    assert hash_of(photo.stored) == photo.sha256 == hashlib.sha256(content).hexdigest()
    assert photo.finding == first(survey)

    tablet.context.set_offline(True)
    tablet.card().get_by_role("button", name="Take photo 1 off").click()
    expect(tablet.card().locator("[data-photos-of] li")).to_have_count(0)
    with tablet.page.expect_response("**/remove/"):
        tablet.context.set_offline(False)
    assert not Photo.objects.kept().exists()


def test_photos_arrive_equal_and_in_order_through_interruptions(tablet, survey):
    """One in ten of them is interrupted: a request is cut off, or its answer lost."""
    dice, asked = random.Random(10), itertools.count(1)
    cuts = set(dice.sample(range(1, 2 * PHOTOS), max(2, PHOTOS // 10)))

    def now_and_then(route):
        if (number := next(asked)) in cuts:
            if number % 2:
                route.fetch()
            route.abort()
        else:
            route.continue_()

    tablet.page.reload()
    tablet.says(RECEIVED)
    for place in ("**/uploads/**", "**/whole/"):
        tablet.page.route(place, now_and_then)
    shots = [paper.picture("JPEG", size=(64 + number % 50, 48 + number // 50)) for number in range(PHOTOS)]
    for number, shot in enumerate(shots):
        file = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": shot}
        tablet.card(number % 2).locator("[data-photo]").set_input_files(file)
    for number in range(2):
        received = tablet.card(number).locator("[data-photos-of]").get_by_text("Received.")
        expect(received).to_have_count(PHOTOS // 2, timeout=60_000 + 5_000 * PHOTOS)

    for number, finding in enumerate(survey.findings()[:2]):
        kept = [hash_of(each.stored) for each in finding.photos.for_list()]
        assert kept == [hashlib.sha256(shot).hexdigest() for shot in shots[number::2]]


def hash_of(stored):
    with stored.file.open("rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def photos_say(tablet, words):
    tablet.card().locator("[data-photos-of]").get_by_text(words).wait_for()
