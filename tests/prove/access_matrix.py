"""Every address as everybody, in every way, on own, foreign and absent records: as the access table declares."""

from django.db import transaction

from tests.architecture import access_questions as matrix
from tests.architecture.access_world import world

from .figure import Figure

ALL = 100  # percent of all questions


def run(size: int = ALL) -> Figure:
    """Ask so many percent of all questions, spread evenly."""
    methods = (*matrix.READING_AND_WRITING, *matrix.OTHERS)
    asked = list(matrix.questions(methods=methods, houses=("elm", "oak", "nobody")))[:: ALL // size]
    with transaction.atomic():
        people, houses = world()
        wrong = [matrix.wrong(each, each.near(houses), matrix.ask(each, people, houses)) for each in asked]
        transaction.set_rollback(True)
    for sentence in filter(None, wrong):
        print(sentence)
    return Figure(wrong.count(""), len(asked))


FIGURES = {"E-10": (run, ALL)}
