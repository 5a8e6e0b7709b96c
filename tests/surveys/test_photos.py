"""Photos of a finding: named by their hash, sent in pieces, hashed again, kept without place and camera."""

import hashlib
import json
import random
import uuid

import pytest
from django.urls import reverse
from PIL import Image

from qcp.documents import checks
from qcp.documents.models import StoredFile
from surveys.models import Photo
from tests.qcp.documents import paper

from .conftest import FIRST, rate_all
from .test_syncing import finding_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def camera(client, begun, sam, on, settings):
    settings.FIELD_PHOTOS = True
    client.force_login(sam)
    with on(FIRST):
        yield Camera(client, begun)


class Camera:
    """Sam's tablet, as the page's script speaks for it."""

    def __init__(self, client, survey):
        self.client, self.survey, self.seq = client, survey, 0
        self.url = reverse("surveys:photos", args=[survey.pk])

    def shoot(self, content, finding=None):
        self.seq += 1
        return {
            "op_id": str(uuid.uuid4()), "finding": str((finding or finding_of(self.survey)).pk), "seq": self.seq,
            "sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "client_at": "2026-04-01T15:00:00Z",
        }  # fmt: skip

    def post(self, address, told=None, **headers):
        content = told if isinstance(told, bytes) else json.dumps(told or {})
        kind = "application/octet-stream" if isinstance(told, bytes) else "application/json"
        return self.client.post(address, content, content_type=kind, headers=headers)

    def name(self, *photos):
        return self.post(self.url, {"device": "tablet-0001", "photos": list(photos)}).json()

    def outcomes(self, *photos):
        return [(each["outcome"], each["reason"]) for each in self.name(*photos)["receipts"]]

    def begin(self, photo):
        told = {"place": self.url, "name": "IMG of J. Doe.jpg", "size": photo["size"], "sha256": photo["sha256"]}
        return self.post("/uploads/", told).json()

    def send(self, photo, content, number, upload):
        piece = content[number * upload["part_size"] : (number + 1) * upload["part_size"]]
        headers = {"X-Content-SHA256": hashlib.sha256(piece).hexdigest()}
        return self.post(f"/uploads/{upload['id']}/parts/{number}/", piece, **headers)

    def finish(self, photo):
        known = Photo.objects.get(op_id=photo["op_id"])
        return self.post(f"{self.url}{known.pk}/whole/")

    def deliver(self, photo, content):
        upload = self.begin(photo)
        for number in range(upload["count"]):
            self.send(photo, content, number, upload)
        return self.finish(photo)


def a_picture(seed=0, kind="JPEG", **save):
    dice = random.Random(seed)
    return paper.picture(kind, size=(64, 48), pixels=bytes(dice.randbytes(64 * 48 * 3)), **save)


def with_its_place():
    exif = Image.Exif()
    exif[0x010F] = "A camera of somebody"
    exif.get_ifd(0x8825)[1] = "N"
    return a_picture(exif=exif)


def test_a_photo_is_known_by_its_hash_before_its_bytes_come_and_whole_once_they_hash_to_it(camera):
    content = a_picture()
    photo = camera.shoot(content)
    assert camera.outcomes(photo) == [("named", "")]
    assert Photo.objects.get().standing == "On the tablet"

    told = camera.deliver(photo, content).json()

    assert told["is_whole"] and told["standing"] == "Checking"
    with StoredFile.objects.get().file.open("rb") as kept:
        assert kept.read() == content
    assert StoredFile.objects.get().label == "photo.jpg"


def test_named_again_or_under_another_number_it_is_the_same_photo(camera):
    photo = camera.shoot(a_picture())
    camera.name(photo)

    assert camera.outcomes(photo, {**photo, "op_id": str(uuid.uuid4())}) == [("already", ""), ("already", "")]
    assert Photo.objects.count() == 1


def test_bytes_arrive_equal_and_in_order_through_interruptions(camera):
    contents = [a_picture(seed) for seed in range(12)]
    photos = [camera.shoot(content) for content in contents]
    dice = random.Random(10)
    for photo, content in zip(photos, contents, strict=True):
        for _ in range(dice.randint(1, 2)):
            camera.name(photo)
        upload = camera.begin(photo)
        if dice.random() < 0.5:
            assert camera.finish(photo).status_code == 422  # not all of it is here yet
        camera.send(photo, content, 0, upload)
        for _ in range(dice.randint(1, 2)):
            camera.begin(photo) and camera.finish(photo)

    kept = list(Photo.objects.for_list())
    assert [each.sha256 for each in kept] == [photo["sha256"] for photo in photos]
    for each, content in zip(kept, contents, strict=True):
        with each.stored.file.open("rb") as stored:
            assert stored.read() == content


def test_what_the_camera_wrote_into_it_is_gone_after_the_check(camera):
    content = with_its_place()
    photo = camera.shoot(content)
    camera.name(photo)
    camera.deliver(photo, content)

    checks.check_due()

    stored = StoredFile.objects.get()
    with stored.file.open("rb") as kept:
        assert not Image.open(kept).getexif() and stored.sent_sha256 == photo["sha256"]
    told = camera.client.get(camera.url).json()["photos"][0]
    assert told["standing"] == "Accepted" and told["url"] == f"/files/{stored.pk}/read/"


def test_a_document_is_no_photo(camera):
    content = paper.pdf()
    photo = camera.shoot(content)
    camera.name(photo)
    camera.deliver(photo, content)

    checks.check_due()

    assert "not of a type taken here" in Photo.objects.get().standing


def test_findings_are_not_signed_while_a_photo_is_only_on_the_tablet(camera, begun, sam):
    rate_all(begun, sam)
    photo = camera.shoot(a_picture())
    camera.name(photo)
    sign = reverse("surveys:sign", args=[begun.pk])
    assert "1 photo is still on a tablet" in camera.client.get(sign).content.decode()

    camera.post(f"{camera.url}{Photo.objects.get().pk}/remove/")

    assert "still on a tablet" not in camera.client.get(sign).content.decode()
    assert camera.client.get(camera.url).json()["photos"] == []


def test_without_the_programs_word_no_photo_is_taken(camera, settings):
    settings.FIELD_PHOTOS = False

    ((outcome, reason),) = camera.outcomes(camera.shoot(a_picture()))

    assert (outcome, Photo.objects.count()) == ("refused", 0) and "takes no photos" in reason


@pytest.mark.parametrize("change", [{"sha256": "x"}, {"size": 0}, {"finding": str(uuid.uuid4())}])
def test_what_names_no_photo_is_refused_by_itself(camera, change):
    good, bad = camera.shoot(a_picture()), {**camera.shoot(a_picture(1)), **change}

    assert sorted(outcome for outcome, _ in camera.outcomes(bad, good)) == ["named", "refused"]


def test_photos_are_not_the_practices_to_see(camera, olivia, stella, sam):
    camera.name(camera.shoot(a_picture()))

    seen = [Photo.objects.visible_to(user).count() for user in (olivia, stella, sam)]
    assert seen == [0, 1, 1]
