"""However much is sent, little more than the largest file is ever written here; and a full disk breaks no page."""

import logging

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from .inspection import kinds

logger = logging.getLogger(__name__)


class UploadLimit(FileUploadHandler):
    """Lets a file pass up to a little over the limit, and drops the rest: its size is then refused in words."""

    kept = kinds.LARGEST + kinds.MEGABYTE

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start < self.kept else None

    def file_complete(self, file_size):
        return None


class NotKept(SimpleUploadedFile):
    """Stands for a file that this machine could not keep, so that the form can say so."""

    not_kept = True


class CarefulTemporaryFile(TemporaryFileUploadHandler):
    """Where this machine cannot keep what comes in, the form says so instead of breaking."""

    not_kept = False

    def new_file(self, *args, **kwargs):
        try:
            super().new_file(*args, **kwargs)
            self.not_kept = False
        except OSError as error:
            FileUploadHandler.new_file(self, *args, **kwargs)
            self.give_up(error)

    def receive_data_chunk(self, raw_data, start):
        if not self.not_kept:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as error:
                self.give_up(error)

    def file_complete(self, file_size):
        if not self.not_kept:
            return super().file_complete(file_size)
        return NotKept(self.file_name or "file", b"")

    def give_up(self, error):
        logger.error("An upload could not be kept: %s", error)
        self.not_kept = True
