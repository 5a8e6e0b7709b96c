"""The form field for an upload: it says at once what name and size tell; the content is checked afterwards."""

import uuid
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from qcp.workflow.refusals import NotReady

from . import pieces
from .inspection import kinds
from .models import Upload
from .uploads import clean_label, objection

ARRIVED = "-arrived"  # the field's name and this: what came in pieces before the form was sent


class FileOrPieces(forms.ClearableFileInput):
    """What the form carries itself, or what a browser has sent in pieces before."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, posted, files, name):
        takes_pieces = "data-pieces" in self.attrs and hasattr(posted, "getlist")
        keys = posted.getlist(name + ARRIVED) if takes_pieces else []
        sent = files.getlist(name) if hasattr(files, "getlist") else [files[name]] if files.get(name) else []
        return [*keys, *sent]


class UploadField(forms.FileField):
    """`UploadField(purpose="scores")` takes what that purpose takes. Hand the value to `receive()`.

    many: the value is a list of files. pieces: the browser may send it in pieces before the form; only for files that
    go to `receive()`, which asks whose pieces they are.
    """

    widget = FileOrPieces

    def __init__(self, *, purpose: str = "", many: bool = False, pieces: bool = False, **options):
        self.many, self.pieces = many, pieces
        self.kinds = kinds.taken_for(purpose)
        self.suffixes = tuple(suffix for kind in self.kinds for suffix in kind.suffixes)
        limit = kinds.LARGEST // kinds.MEGABYTE
        options.setdefault("help_text", f"{kinds.in_words(self.kinds)}, at most {limit} MB. No patient information.")
        options.setdefault("allow_empty_file", True)  # refused below, in our own words
        super().__init__(**options)
        self.error_messages["required"] = "Choose a file."

    def widget_attrs(self, widget):
        given = {**super().widget_attrs(widget), "accept": ",".join(self.suffixes)}
        more = {"data-pieces": "/uploads/"} if self.pieces else {}
        return given | more | ({"multiple": True} if self.many else {})

    def clean(self, value, initial=None):
        """One file, or a list where many are taken; nothing where none was sent."""
        sent = value if isinstance(value, list) else [value]
        files = [self.usable(each) for each in sent if each]
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > 1 and not self.many:
            raise ValidationError("Choose one file only.")
        return files if self.many else files[0] if files else None

    def usable(self, each):
        upload = put_together(each) if isinstance(each, str) else each
        super().to_python(upload)
        if problem := objection(upload):
            raise ValidationError(problem)
        ending = PurePath(clean_label(upload.name)).suffix.lower()
        if ending not in self.suffixes:
            raise ValidationError(f"This file type cannot be used here. Save the file as {kinds.in_words(self.kinds)}.")
        return upload


def put_together(key: str):
    """The file behind a key. Whose it is, is asked when it is kept."""
    try:
        upload = Upload.objects.under_way().filter(pk=uuid.UUID(key)).first()
    except ValueError:
        upload = None
    if upload is None:
        raise ValidationError("The file that was sent before is not here any more. Choose it again.")
    try:
        return pieces.whole(upload)
    except NotReady as refusal:
        raise ValidationError(refusal.problems) from None
