"""Writing bytes to the store: wholly, or a refusal in words and nothing left behind."""

import contextlib
import logging

from django.core.files.base import File

from qcp.workflow.refusals import NotReady

from .models import random_key

logger = logging.getLogger(__name__)

CANNOT_STORE = (
    "The file could not be stored just now; nothing of it was kept, and it was not your doing. Try again in a few "
    "minutes. If it happens again, write to QCP staff."
)


class CannotStore(NotReady):
    """The store is full, read-only or away."""

    def __init__(self):
        super().__init__(CANNOT_STORE)


def store(storage, folder: str, content: File) -> str:
    """The key under which the bytes are kept from now on."""
    key = random_key(folder)
    try:
        return storage.save(key, content)
    except Exception as error:  # whatever the kind of store: full, read-only, without handles, out of reach
        logger.error("The store refused %s: %s", key, error)
        with contextlib.suppress(Exception):
            storage.delete(key)  # what a full disk took of it
        raise CannotStore from error
