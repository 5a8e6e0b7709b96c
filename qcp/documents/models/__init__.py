"""What is kept: files that people hand in, the pictures of their pages, and letters that the program hands out."""

from .destruction import Destruction
from .letter import Letter
from .page import PageImage
from .second_look import SecondLook
from .stored import StoredFile
from .subject import OfSubject, OfSubjectQuerySet, random_key
from .upload import Upload, UploadPart

__all__ = [
    "Destruction",
    "Letter",
    "OfSubject",
    "OfSubjectQuerySet",
    "PageImage",
    "SecondLook",
    "StoredFile",
    "Upload",
    "UploadPart",
    "random_key",
]
