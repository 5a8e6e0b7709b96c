"""Mail that stays in the house: one file per letter, named by its Message-ID, for the embedded portal and the tests."""

import os
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from . import Answer


class Folder:
    """A file appears whole or not at all, and a second letter with the same reference changes nothing."""

    name = "folder"

    def __init__(self, folder: Path | None = None):
        self.folder = Path(folder or settings.MAIL_FOLDER)

    def path(self, reference: str) -> Path:
        return self.folder / f"{reference.strip('<>').replace(os.sep, '_')}.eml"

    def ask(self, reference: str) -> Answer:
        return Answer.ACCEPTED if self.path(reference).exists() else Answer.UNKNOWN

    def send(self, letter: EmailMessage) -> None:
        message = letter.message()
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{uuid.uuid4().hex}.draft"
        try:
            with draft.open("xb") as file:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path(message["Message-ID"]))
        finally:
            draft.unlink(missing_ok=True)


class FolderBackend(BaseEmailBackend):
    """For mail that is not a notice (sign-in, address confirmation): the same folder."""

    def send_messages(self, email_messages):
        folder = Folder()
        for letter in email_messages:
            folder.send(letter)
        return len(email_messages)
