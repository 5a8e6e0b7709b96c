"""Cases in somebody's hands: one's own, and those of people who left."""

from django.urls import reverse

from qcp.accounts.models import OFFICE
from qcp.web.queues import Line, Queue, Shelf

from .models import CaseHolder


def in_my_hands(user):
    return CaseHolder.objects.visible_to(user).standing().filter(person=user).for_list()


def of_people_who_left(user):
    return CaseHolder.objects.visible_to(user).of_people_who_left().for_list()


def held_line(held) -> Line:
    return Line(held.about, held.address, held.note)


def left_line(held) -> Line:
    address = reverse("admin:hand-over", args=[held.person_id])
    return Line(held.about, address, f"Was in the hands of {held.person}. Hand it over.")


QUEUES = [
    Queue("desk.left", "Cases of people who left", OFFICE, of_people_who_left, left_line, quiet=True),
]
SHELVES = [
    Shelf("desk.held", "Cases in your hands", OFFICE, in_my_hands, held_line, quiet=True),
]
