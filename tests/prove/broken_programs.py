"""Can the invariants fail? A program is played once, each named fault is done to it, and each must be found.

Run by itself (`python -m tests.prove.broken_programs`), because a simulation has a database of its own.
Prints the names of the faults that nothing found.
"""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qcp.settings.embedded")

PRACTICES, YEARS, SEED = 14, 2, 3


def main() -> None:
    django.setup()
    print(json.dumps(unnoticed()))


def unnoticed() -> list[str]:
    from django.db import transaction  # noqa: PLC0415  Django has to be set up first

    from qcp import clock  # noqa: PLC0415
    from qcp.simulation import invariants, run  # noqa: PLC0415
    from qcp.simulation.breaks import DAMAGES, RULES_GONE  # noqa: PLC0415
    from qcp.simulation.stage import throw_away  # noqa: PLC0415

    missed = []
    with throw_away(SEED):
        with clock.at(run.START):
            world = run.play(PRACTICES, YEARS, SEED, faults=False)
        with clock.at(run.START.replace(year=run.START.year + YEARS)):
            healthy = invariants.violations(world)
            missed += [f"before any fault: {name}" for name, found in healthy.items() if found]
            for name, damage in DAMAGES.items():
                with transaction.atomic():
                    damage()
                    if not any(next(check(), None) for check in invariants.INVARIANTS.values()):
                        missed.append(name)
                    transaction.set_rollback(True)
    for name in RULES_GONE:
        if not run.simulate(practices=2, years=1, seed=SEED, broken=name)["violations"]:
            missed.append(name)
    return missed


if __name__ == "__main__":
    main()
