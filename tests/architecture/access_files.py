"""The files of the access world: a policy with its pages, and one on its way."""

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import PolicyDocument
from qcp.documents import checks, pieces, previews
from qcp.documents.uploads import receive
from qcp.workflow import chain
from tests.qcp.documents import paper


def a_policy(house, application, signatory) -> list:
    """Checked and pictured; its title and its words are for those who may read it."""
    title = f"Rules of {house.title}"
    document = PolicyDocument.objects.create(case=application.case, application=application, title=title)
    chain.begin(document, by=signatory)
    file = SimpleUploadedFile("rules.pdf", paper.pdf(house.name))
    document.file = receive(file, subject=document, by=signatory, purpose="policy")
    document.save()
    checks.record(document.file, content_type="application/pdf", pages=1, characters=20)
    document = PolicyDocument.objects.select_related("file").get(pk=document.pk)
    previews.keep(document.file, {"number": 1, "width": 40, "height": 30}, paper.picture())
    previews.finish(document.file, [house.title])
    coming = pieces.begin(by=signatory, place=f"/{house.name}/", name=f"{house.title}.pdf", size=9, sha256="0" * 64)
    return [document, document.file, coming]
