"""A practice whose files these are: Olivia belongs to it, Stan does not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qcp.documents.uploads import receive
from tests.factories.practices import MembershipFactory, PracticeFactory

from . import paper


@pytest.fixture
def practice(olivia):
    return MembershipFactory(practice=PracticeFactory(), user=olivia).practice


@pytest.fixture
def hand_in(practice, olivia):
    """Hand in a file for the practice, as Olivia."""

    def hand_in(name="policy.pdf", content=None, purpose="", subject=practice):
        upload = SimpleUploadedFile("unnamed", paper.pdf() if content is None else content)
        upload._name = name  # as sent: Django would already have cut off folders
        return receive(upload, subject=subject, by=olivia, purpose=purpose)

    return hand_in
