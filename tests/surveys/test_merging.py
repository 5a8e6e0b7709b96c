"""One answer and several devices: nothing is overwritten unseen, nothing kept twice, order and number do not matter."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.merging import Answer, Change, take_in
from surveys.states import Outcome
from tests.prove.schedules import FIGURES

A, B = "tablet-a", "tablet-b"


def said(*changes, answer=None):
    """The answer after these changes, in this order."""
    answer = answer or Answer()
    for change in changes:
        answer, _ = take_in(answer, change)
    return answer


def change(device, value, *, seq=0, base=0):
    return Change(number=f"{device}-{seq}", device=device, seq=seq, base=base, value=value)


def test_a_change_by_who_saw_the_newest_is_taken_over():
    answer, outcome = take_in(said(change(A, "met")), change(B, "not_met", base=1))

    assert (answer.value, outcome, answer.is_clash) == ("not_met", Outcome.APPLIED, False)


def test_two_who_did_not_see_each_other_are_both_kept():
    answer, outcome = take_in(said(change(A, "met")), change(B, "not_met"))

    assert (answer.values, outcome) == (["met", "not_met"], Outcome.CONFLICT)


def test_two_who_say_the_same_do_not_clash():
    answer, outcome = take_in(said(change(A, "met")), change(B, "met"))

    assert (answer.value, answer.is_clash, outcome) == ("met", False, Outcome.APPLIED)


def test_a_device_goes_on_without_clashing_with_itself():
    answer = said(change(A, "met", seq=0), change(A, "not_met", seq=1), change(A, "partially_met", seq=2))

    assert (answer.value, answer.is_clash) == ("partially_met", False)


def test_what_a_device_said_earlier_never_undoes_what_it_said_later():
    answer = said(change(A, "not_met", seq=1), change(A, "met", seq=0))

    assert answer.value == "not_met"


def test_choosing_after_seeing_both_settles_it():
    both = said(change(A, "met"), change(B, "not_met"))

    for value in ("met", "not_met"):
        settled = said(change(B, value, seq=1, base=both.revision), answer=both)
        assert (settled.value, settled.is_clash) == (value, False)


def test_a_choice_made_without_seeing_the_other_choice_is_a_clash_again():
    both = said(change(A, "met"), change(B, "not_met"))
    chosen = said(change(A, "met", seq=1, base=both.revision), answer=both)

    again, outcome = take_in(chosen, change(B, "not_met", seq=1, base=both.revision))

    assert (again.values, outcome) == (["met", "not_met"], Outcome.CONFLICT)


def test_agreeing_with_who_then_changes_their_mind_is_not_forgotten():
    agreed = said(change(A, "met"), change(B, "met"))

    assert said(change(A, "not_met", seq=1), answer=agreed).values == ["met", "not_met"]


def test_what_was_seen_and_replaced_does_not_come_back_with_what_was_not_seen():
    both = said(change(A, "met"), change(B, "not_met"))

    third = said(change("tablet-c", "partially_met", base=1), answer=both)

    assert third.values == ["not_met", "partially_met"]


def test_who_gives_in_ends_the_clash():
    both = said(change(A, "met"), change(B, "not_met"))

    assert not said(change(B, "met", seq=1), answer=both).is_clash


VALUES = st.sampled_from(["met", "not_met", "partially_met"])
ONE_DEVICE = st.lists(VALUES, min_size=1, max_size=12)


@given(ONE_DEVICE, st.randoms(use_true_random=False))
def test_one_device_ends_at_its_last_word_however_its_changes_arrive(values, luck):
    changes = [change(A, value, seq=seq) for seq, value in enumerate(values)]
    arriving = [each for each in changes for _ in range(luck.randint(1, 5))]
    luck.shuffle(arriving)

    answer = said(*arriving)

    assert (answer.value, answer.is_clash) == (values[-1], False)


def test_any_schedule_of_duplicates_reorderings_and_cuts_ends_as_an_oracle_says():
    assert FIGURES["B11"][0](1000).reached
