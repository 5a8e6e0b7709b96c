"""The picture of one page, made by us: what people read in the browser instead of the file itself."""

from django.db import models

from .stored import StoredFile


class PageImage(models.Model):
    """One page of a stored file. Without a picture the page could not be shown; the file can still be downloaded."""

    stored = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="page_images")
    number = models.PositiveIntegerField()
    image = models.FileField(max_length=100, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["stored", "number"], name="documents_pageimage_one_per_page"),
        ]

    def __str__(self):
        return f"Page {self.number}"

    def get_absolute_url(self):
        return f"/files/{self.stored_id}/pages/{self.number}.png"
