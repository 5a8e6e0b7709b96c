"""A written policy of a practice, checked and drawn, as surveyors read it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.actions.policies import take_in
from applications.models import PolicyDocument, PolicyType
from qcp.documents import checks, previews
from tests.qcp.documents import paper


def cite(application, standard, *, by, pages="2-3", title="Handling of spills") -> PolicyDocument:
    """Three pages, cited for one standard."""
    named = {"name": title, "position": 1}
    kind, _ = PolicyType.objects.get_or_create(edition=standard.edition, code="POL-T", defaults=named)
    file = SimpleUploadedFile("spills.pdf", paper.pdf(pages=3), "application/pdf")
    row = {"policy_type": kind, "standard": standard, "pages": pages}
    document = take_in(application, by=by, file=file, title=title, citations=[row])
    checks.check_due()
    previews.make_due()
    return PolicyDocument.objects.get(pk=document.pk)
