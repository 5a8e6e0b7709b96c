"""What files and letters share: they belong to a record, and who may read the record may read them."""

import uuid

from django.apps import apps
from django.db import models

from qcp.workflow.models import Case


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

    def readable_by(self, user) -> bool:
        return self.subject_model.objects.visible_to(user).filter(pk=self.subject_id).exists()


class OfSubjectQuerySet(models.QuerySet):
    def of(self, subject):
        return self.filter(subject_label=subject._meta.label, subject_id=subject.pk)
