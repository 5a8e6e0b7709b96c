"""What a surveyor has at hand on the findings page: how to judge, the policies cited, and what was found before."""

import pytest
from django.urls import reverse

from applications.models import PolicyCitation, PolicyDocument, PolicyType, Standard
from qcp.access import conflicts
from qcp.documents import checks
from qcp.documents.models import StoredFile
from surveys.actions import survey as actions
from tests.applications.test_policy_documents import upload
from tests.factories.surveys import AcceptedApplicationFactory

from .conftest import FIRST, rate_all

pytestmark = pytest.mark.django_db
