"""However much is sent, little more than the largest file is ever written to this machine."""

from django.core.files.uploadhandler import FileUploadHandler

from .inspection import kinds


class UploadLimit(FileUploadHandler):
    """Lets a file pass up to a little over the limit, and drops the rest: its size is then refused in words."""

    kept = kinds.LARGEST + kinds.MEGABYTE

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start < self.kept else None

    def file_complete(self, file_size):
        return None
