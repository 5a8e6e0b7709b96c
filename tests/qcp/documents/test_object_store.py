"""With an object store (the S3 protocol): what is stored there comes back sealed, and under a key without a name."""

import hashlib
import uuid

import boto3
import pytest
from django.core.files.storage import storages

from qcp.documents import checks, destructions, integrity, letters, pieces, previews, uploads
from qcp.documents.models import Letter, PageImage, StoredFile, UploadPart
from tests.services.object_store import private_object_store

from . import paper


@pytest.fixture(scope="module")
def object_store():
    with private_object_store() as address:
        yield address


@pytest.fixture
def bucket(object_store, settings, monkeypatch):
    """Files go to the store, as in production."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    name = f"qcp-{uuid.uuid4()}"
    client = boto3.client("s3", endpoint_url=object_store, region_name="us-east-1")
    client.create_bucket(Bucket=name)
    options = {
        "bucket_name": name,
        "endpoint_url": object_store,
        "region_name": "us-east-1",
        "signature_version": "s3v4",
        "file_overwrite": False,
        "default_acl": None,
    }
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    }
    fields = [(StoredFile, "file"), (StoredFile, "text_file"), (Letter, "file"), (PageImage, "image")]
    for model, field in [*fields, (UploadPart, "file")]:
        monkeypatch.setattr(model._meta.get_field(field), "storage", storages["default"])
    yield lambda: [each["Key"] for each in client.list_objects_v2(Bucket=name).get("Contents", [])]
    client.close()


@pytest.mark.services
def test_a_file_goes_through_the_store_and_back(bucket, client, hand_in, olivia):
    stored = hand_in("policy.pdf")

    checks.check_due()

    client.force_login(olivia)
    response = client.get(stored.get_absolute_url())
    assert b"".join(response.streaming_content) == paper.pdf()
    response.close()
    assert bucket() == [stored.file.name]
    assert "policy" not in stored.file.name


@pytest.mark.services
def test_letters_are_stored_there_and_verified(bucket, practice):
    letters.freeze(practice, "letter", title="A", data={})

    letters.render_due()

    assert [key.split("/")[0] for key in bucket()] == ["letters"]
    assert integrity.differences() == (1, [])


@pytest.mark.services
def test_pieces_pages_and_words_live_there_and_are_destroyed_there(
    bucket, hand_in, practice, olivia, stella, steve, django_capture_on_commit_callbacks
):
    content = paper.pdf("In pieces.")
    digest = hashlib.sha256(content).hexdigest()
    upload = pieces.begin(by=olivia, place="/", name="a.pdf", size=len(content), sha256=digest)
    pieces.take(upload, 0, content, digest)
    with django_capture_on_commit_callbacks(execute=True):
        stored = uploads.receive(pieces.whole(upload), subject=practice, by=olivia)
    checks.check_due()
    previews.make_due()
    assert sorted(key.split("/")[0] for key in bucket()) == ["files", "pages", "texts"]

    proposal = destructions.propose(stored, by=stella, reason="A name.")
    with django_capture_on_commit_callbacks(execute=True):
        destructions.confirm(proposal, by=steve)

    assert bucket() == []
