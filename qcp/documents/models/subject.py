"""What files and letters share: they belong to a record, and who may read the record may read them."""

import uuid

from django.apps import apps
from django.db import models

from qcp.access.models import Hold
from qcp.workflow.models import Case

HELD = "This has to be kept for now. Write to the QCP manager."


def random_key(folder: str) -> str:
    """Where bytes are kept: nothing of the name that a person chose."""
    return f"{folder}/{uuid.uuid4()}"


class OfSubject(models.Model):
    """Belongs to one record of any app, named by label and id. Who may read the record may read this."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    subject_label = models.CharField(max_length=60, editable=False)
    subject_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True

    @property
    def subject_model(self):
        return apps.get_model(self.subject_label)

    @property
    def subject(self):
        return self.subject_model._base_manager.get(pk=self.subject_id)

    @property
    def is_under_hold(self) -> bool:
        """Does its case have to be kept as evidence?"""
        return self.case_id is not None and Hold.objects.filter(case=self.case_id).exists()

    def delete(self, *args, **kwargs):
        if self.is_under_hold:
            raise models.ProtectedError(HELD, {self})
        return super().delete(*args, **kwargs)

    def readable_by(self, user) -> bool:
        return self.subject_model.objects.visible_to(user).filter(pk=self.subject_id).exists()


class OfSubjectQuerySet(models.QuerySet):
    def delete(self):
        """Whoever clears up, and why ever: what is under legal hold stays."""
        if self.filter(case__hold__isnull=False).exists():
            raise models.ProtectedError(HELD, set())
        return super().delete()

    def of(self, subject):
        return self.filter(subject_label=subject._meta.label, subject_id=subject.pk)
