"""What must hold in every program, however its lives went. Each invariant answers in sentences; none means it holds."""

from collections.abc import Callable, Iterator

from .checks import cases, certificates, council, letters, money, people, practices, revocations

INVARIANTS: dict[str, Callable[[], Iterator[str]]] = {
    "every certificate rests on every standard met at every site": certificates.every_standard_met,
    "no certificate while a fee is unpaid": certificates.no_fee_unpaid,
    "a term is three years, and goes on where the last one ended": certificates.terms,
    "one certification in force per practice": certificates.one_in_force,
    "nothing is released within the minute in which it can be undone": certificates.released_after_the_minute,
    "nobody decides twice": people.nobody_decides_twice,
    "nobody acts after stepping off": people.nobody_acts_after_stepping_off,
    "nobody acts before answering about conflicts": people.everybody_answered,
    "every open case has one next actor and a date": cases.somebody_is_next,
    "nothing runs in a case that has ended": cases.nothing_runs_after_the_end,
    "no final deadline passes unheeded": cases.final_deadlines_kept,
    "history verifies": cases.history_verifies,
    "money equals the ledger": money.ledger_agrees,
    "a waiver takes two of the council, and sets aside the percentage alone": council.waivers_by_two,
    "an appeal is heard when it was filed in time": council.appeals_heard_in_time,
    "an appeal is decided by the majority of three without an earlier part": council.panels_decide,
    "an extension is granted once, within its limits, and its fee is kept": practices.extensions_as_allowed,
    "no certification moves without a determination": practices.sites_leave_by_determination,
    "nothing leaves about a practice without its consent": practices.disclosed_with_consent,
    "nothing is revoked before a notice that arrived and a chance to be heard": revocations.heard_before_revoked,
    "every revocation takes two": revocations.revoked_by_two,
    "a practice learns of a case from its notice": revocations.silent_before_the_notice,
    "every letter reached the mail exactly once": letters.each_once,
    "every reminder went out exactly once": letters.reminders_once,
    "every move told somebody": letters.moves_are_told,
}


def violations(world) -> dict[str, list[str]]:
    """Invariant -> sentences about where it does not hold."""
    found = {name: sorted(set(check())) for name, check in INVARIANTS.items()}
    return {"no act happens twice": sorted(set(world.doubles)), **found}
