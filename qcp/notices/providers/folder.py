"""Mail that stays in the house: one file per letter, named by its Message-ID, for the embedded portal and the tests."""

import datetime
import os
import uuid
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import default
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
            path = self.path(message["Message-ID"])
            if not path.exists():
                draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def references(self) -> list[str]:
        """Newest first."""
        files = sorted(self.folder.glob("[!.]*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        return [file.stem for file in files]

    def read(self, reference: str) -> "Mail | None":
        path = self.path(reference)
        if not path.is_file():
            return None
        letter = BytesParser(policy=default).parsebytes(path.read_bytes())
        text = letter.get_body(preferencelist=("plain", "html"))
        return Mail(
            path.stem, letter["To"], letter["Subject"], letter["Date"].datetime, text.get_content() if text else ""
        )


@dataclass(frozen=True)
class Mail:
    """A mail as it lies in the folder."""

    reference: str
    to: str
    subject: str
    at: datetime.datetime
    text: str


class FolderBackend(BaseEmailBackend):
    """For mail that is not a notice (sign-in, address confirmation): the same folder."""

    def send_messages(self, email_messages):
        folder = Folder()
        for letter in email_messages:
            folder.send(letter)
        return len(email_messages)
