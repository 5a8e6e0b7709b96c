"""No room, no right to write, no handles left: a sentence, nothing half kept, and it goes on when there is room."""

import os
import resource
from contextlib import contextmanager

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qcp.documents import checks, pieces, previews
from qcp.documents.models import PageImage, StoredFile, UploadPart
from qcp.documents.storing import CANNOT_STORE
from qcp.workflow.refusals import NotReady
from tests.factories import applications as factories

from . import paper
from .test_pieces import begin, piece, send


@pytest.fixture
def store(settings, tmp_path, monkeypatch):
    """A store of its own, of which we see every file."""
    options = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "store"}}
    settings.STORAGES = settings.STORAGES | {"default": options}
    for model, field in ((StoredFile, "file"), (StoredFile, "text_file"), (PageImage, "image"), (UploadPart, "file")):
        monkeypatch.setattr(model._meta.get_field(field), "storage", storages["default"])
    return tmp_path / "store"


@contextmanager
def limited(what: int, amount: int):
    """The system's own limit for this process, as a full disk or a lack of handles would set one."""
    soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (amount, hard))
    try:
        yield
    finally:
        resource.setrlimit(what, (soft, hard))


@contextmanager
def full_disk(store):
    with limited(resource.RLIMIT_FSIZE, 100):
        yield


@contextmanager
def read_only(store):
    """Not even root writes below something that is no folder."""
    store.parent.mkdir(exist_ok=True)
    store.write_text("")
    try:
        yield
    finally:
        store.unlink()


@contextmanager
def no_handles(store):
    next_one = os.open(os.devnull, os.O_RDONLY)
    os.close(next_one)
    with limited(resource.RLIMIT_NOFILE, next_one):
        yield


@pytest.mark.parametrize("trouble", [full_disk, read_only, no_handles])
def test_a_store_that_takes_nothing_refuses_in_words_and_recovers(store, hand_in, trouble):
    with trouble(store), pytest.raises(NotReady) as refusal:
        hand_in()

    assert refusal.value.problems == [CANNOT_STORE]
    assert StoredFile.objects.count() == 0
    assert [path for path in store.rglob("*") if path.is_file()] == []
    assert hand_in().pk


@pytest.mark.parametrize("trouble", [full_disk, read_only])
def test_pieces_are_refused_alike(store, olivia, trouble):
    upload = begin(olivia)

    with trouble(store), pytest.raises(NotReady) as refusal:
        send(upload, 0)

    assert refusal.value.problems == [CANNOT_STORE]
    assert UploadPart.objects.count() == 0
    assert send(upload, 0, 1, 2, 3).is_whole
    assert pieces.whole(upload).size == sum(len(piece(pieces.whole(upload).read(), n)) for n in range(4))


def test_pages_that_cannot_be_kept_are_drawn_later(store, hand_in):
    stored = hand_in()
    checks.check_due()

    with full_disk(store):
        assert previews.make_due() == 0

    assert StoredFile.objects.get(pk=stored.pk).previewed_at is None
    assert previews.make_due() == 1
    assert StoredFile.objects.get(pk=stored.pk).page_images.count() == 1


def test_a_form_on_a_machine_without_room_says_so(client, olivia, settings, tmp_path):
    factories.catalogue()
    practice = factories.practice_of(olivia)
    factories.qualify(practice)
    application = factories.fill(factories.open_application(practice, by=olivia), by=olivia, but=["policies"])
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "not there")
    client.force_login(olivia)
    large = paper.pdf() + b"%" * (3 * 1024 * 1024) + b"\n%%EOF"

    answer = client.post(
        reverse("applications:policies", args=[application.pk]), {"file": SimpleUploadedFile("a.pdf", large)}
    )

    assert answer.status_code == 422
    assert "could not be stored just now" in answer.content.decode()
    assert StoredFile.objects.count() == 0
