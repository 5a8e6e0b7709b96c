"""The form field for an upload: it says at once what name and size tell; the content is checked afterwards."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from .inspection import kinds
from .uploads import clean_label, objection


class UploadField(forms.FileField):
    """`UploadField(purpose="scores")` takes what that purpose takes. Hand the value to `receive()`."""

    def __init__(self, *, purpose: str = "", **options):
        self.kinds = kinds.taken_for(purpose)
        self.suffixes = tuple(suffix for kind in self.kinds for suffix in kind.suffixes)
        limit = kinds.LARGEST // kinds.MEGABYTE
        options.setdefault("help_text", f"{kinds.in_words(self.kinds)}, at most {limit} MB. No patient information.")
        options.setdefault("allow_empty_file", True)  # refused below, in our own words
        super().__init__(**options)
        self.error_messages["required"] = "Choose a file."

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": ",".join(self.suffixes)}

    def to_python(self, upload):
        upload = super().to_python(upload)
        if upload is None:
            return None
        if problem := objection(upload):
            raise ValidationError(problem)
        ending = PurePath(clean_label(upload.name)).suffix.lower()
        if ending not in self.suffixes:
            raise ValidationError(f"This file type cannot be used here. Save the file as {kinds.in_words(self.kinds)}.")
        return upload
