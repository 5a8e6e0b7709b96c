"""A part of the figures of `make prove`: damaged files never take the check down."""

from tests.prove import uploads


def test_files_with_bits_turned_over_always_get_an_answer():
    assert uploads.flipped(8).reached


def test_there_are_enough_of_each():
    assert len(list(uploads.hostile())) >= 150
    assert len(list(uploads.sound())) >= 40
