"""Pictures are kept only as we write them: upright, without the place, the camera, or anything after their end."""

import io
from pathlib import Path

import pytest
from PIL import Image

from qcp.documents import checks, previews
from qcp.documents.models import PageImage, StoredFile

from . import paper

ROTATED, MAKER, GPS = 0x0112, 0x010F, 0x8825


def photo(kind: str) -> bytes:
    """As a telephone takes it: lying on its side, with the place where it was taken."""
    picture = Image.new("RGB", (60, 20), "navy")
    exif = Image.Exif()
    exif[ROTATED], exif[MAKER] = 6, "Telephone Inc."
    exif.get_ifd(GPS).update({1: "N", 2: (38.0, 53.0, 23.0), 3: "W", 4: (77.0, 0.0, 32.0)})
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png")])
def test_a_photo_loses_what_its_camera_wrote(hand_in, kind, name, django_capture_on_commit_callbacks):
    sent = photo(kind)
    assert b"Telephone Inc." in sent
    stored = hand_in(name, sent)
    before = stored.file.path

    with django_capture_on_commit_callbacks(execute=True):
        checks.check_due()

    stored.refresh_from_db()
    kept = paper.pdf_of(stored)
    picture = Image.open(io.BytesIO(kept))
    assert (stored.verdict, picture.size, dict(picture.getexif())) == ("clean", (20, 60), {})
    assert b"Telephone Inc." not in kept and b"Exif" not in kept
    assert stored.size == len(kept) and stored.sent_sha256 and stored.sent_sha256 != stored.sha256
    assert not Path(before).exists()
    assert hand_in(name, sent) == stored  # the same photo again is the same file
    previews.make_due()
    assert PageImage.objects.get(stored=stored).height == 60


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_kind_pass(hand_in, mode):
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    stored = hand_in("a.jpg" if mode == "CMYK" else "a.png", out.getvalue())

    checks.check_due()
    previews.make_due()

    stored.refresh_from_db()
    assert stored.standing == "Accepted"
    assert PageImage.objects.get(stored=stored).width == 30


def test_a_word_document_is_read_as_words(client, hand_in, olivia):
    hand_in("a.docx", paper.docx())
    checks.check_due()
    previews.make_due()
    stored = StoredFile.objects.get()
    client.force_login(olivia)

    page = client.get(f"/files/{stored.pk}/read/").content.decode()

    assert "Two nurses verify each dose." in page
    assert PageImage.objects.count() == 0


def test_a_page_too_hard_to_draw_hides_no_other(hand_in):
    def huge(document):
        document.pages[1].MediaBox = [0, 0, 1e9, 1]

    stored = hand_in("a.pdf", paper.pdf(pages=3, change=huge))
    checks.check_due()
    previews.make_due()

    drawn = {image.number for image in PageImage.objects.exclude(image="").filter(stored=stored)}
    assert drawn >= {1, 3}
    assert StoredFile.objects.get(pk=stored.pk).previewed_at
