"""A mail server that speaks SMTP. It keeps no account that could be asked, so a copy is possible after a crash."""

import smtplib
from contextlib import suppress

from django.core.mail import EmailMessage, get_connection

from . import Answer, Bounced, Unsure


class Smtp:
    name = "smtp"

    def ask(self, reference: str) -> Answer:
        return Answer.CANNOT_SAY

    def send(self, letter: EmailMessage) -> None:
        """Sign-in and sender refused are our own fault and pass; the reader or the letter refused may be final."""
        server = get_connection()
        server.open()
        try:
            server.send_messages([letter])
        except smtplib.SMTPRecipientsRefused as refusal:
            raise meaning(*next(iter(refusal.recipients.values())), refusal) from refusal
        except smtplib.SMTPDataError as refusal:
            raise meaning(refusal.smtp_code, refusal.smtp_error, refusal) from refusal
        except (smtplib.SMTPServerDisconnected, OSError) as loss:
            if isinstance(loss, smtplib.SMTPResponseException):
                raise
            raise Unsure(str(loss)) from loss
        finally:
            with suppress(Exception):
                server.close()


def meaning(code: int, text: bytes | str, refusal: Exception) -> Exception:
    """5xx is final; anything less may go better later."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return Bounced(f"{code} {words}") if code >= 500 else refusal
