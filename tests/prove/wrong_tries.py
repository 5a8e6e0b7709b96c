"""Wrong passwords with an invented origin each time: the first five are heard, the others wait."""

import random

from django.db import transaction
from django.test import RequestFactory

from qcp.accounts.models import WrongTries
from qcp.accounts.models.tries import FREE
from qcp.accounts.origins import origin

from .figure import Figure


def run(size: int = 1000) -> Figure:
    chance, heard = random.Random(7), 0  # noqa: S311  inventing addresses is no secret
    with transaction.atomic():
        for _ in range(size):
            claim = ", ".join(".".join(str(chance.randint(1, 250)) for _ in range(4)) for _ in range(3))
            request = RequestFactory().post("/accounts/login/", HTTP_X_FORWARDED_FOR=claim)
            heard += not WrongTries.objects.take("olivia@test.example", origin(request))
        transaction.set_rollback(True)
    return Figure(size if heard == FREE else size - heard, size)


FIGURES = {"E-54": (run, 1000)}
