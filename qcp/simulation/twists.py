"""What can happen to a practice on its way, and how likely it is. A fate is the set of twists that one life meets."""

import random

Fate = frozenset[str]

# twist -> how many of a hundred lives meet it
TWISTS: dict[str, int] = {
    # scores
    "scores just short": 6,
    "scores withdrawn": 4,
    "scores returned": 12,
    "scores withdrawn after return": 3,
    "scores withdrawn after submission": 3,
    "scores corrected": 6,
    "waiver withdrawn": 5,
    "waiver withdrawn in review": 5,
    "waiver denied": 20,
    "waiver granted": 50,
    "council member declines": 10,
    "grant not confirmed": 10,
    # application
    "several sites": 35,
    "withdrawn as draft": 3,
    "withdrawn as submitted": 3,
    "withdrawn as returned": 3,
    "withdrawn when survey-ready": 3,
    "withdrawn in survey": 2,
    "withdrawn in compliance": 2,
    "invoice voided": 5,
    "fee waived": 5,
    "fee refunded": 5,
    "file refused": 10,
    "policy returned": 15,
    "policy returned after acceptance": 6,
    "application returned": 18,
    "denied at review": 2,
    "denied before the survey": 2,
    # survey
    "practice declines": 6,
    "surveyor declines": 8,
    "taken off when proposed": 5,
    "taken off when confirmed": 5,
    "taken off when scheduled": 5,
    "rescheduled": 14,
    "cancelled when unassigned": 2,
    "cancelled when proposed": 2,
    "cancelled when confirmed": 2,
    "cancelled when scheduled": 2,
    "findings returned": 10,
    # report, plan, decision
    "standards unmet": 55,
    "report returned": 10,
    "repeat survey": 8,
    "denied in survey": 3,
    "denied in compliance": 4,
    "plan returned": 25,
    "evidence returned": 25,
    "verification survey": 8,
    "evidence too late": 5,
    "evidence held over the deadline": 4,
    "no plan at all": 4,
    "extension granted": 5,
    "extension denied": 3,
    "extension withdrawn": 2,
    "extension decided too late": 2,
    "never surveyed": 3,
    "plan stuck in review": 2,
    "appeal won": 30,
    "appeal lost": 15,
    "appeal withdrawn": 10,
    "appeal too late": 10,
    "decision sent back": 8,
    "release undone": 8,
    # certification
    "status released": 40,
    "consent revoked": 30,
    "change kept": 8,
    "change withdrawn": 3,
    "change withdrawn in review": 3,
    "site surveyed anew": 5,
    "surrendered": 4,
    "surrendered in grace": 5,
    "revoked": 4,
    "revoked in grace": 5,
    "hearing before a revocation": 40,
    "complaint dismissed": 4,
    "ended by change": 4,
    "ended by change in grace": 5,
    "recertified early": 45,
    "recertified late": 30,
    "grace runs out": 10,
}

# Each seed plays some of these first, in turn, so that seeds 1 to 5 together take every way there is.
SCRIPTED: tuple[Fate, ...] = tuple(
    frozenset(names)
    for names in (
        {
            "scores returned",
            "scores corrected",
            "application returned",
            "policy returned",
            "standards unmet",
            "extension withdrawn",
        },
        {"scores withdrawn", "scores just short", "waiver denied"},
        {"scores withdrawn after return", "scores returned"},
        {"scores withdrawn after submission"},
        {"withdrawn as draft", "scores just short", "waiver withdrawn"},
        {"withdrawn as submitted", "scores just short", "waiver withdrawn in review"},
        {"withdrawn as returned", "application returned"},
        {"withdrawn when survey-ready", "fee refunded"},
        {"withdrawn in survey"},
        {"withdrawn in compliance", "standards unmet"},
        {"invoice voided", "file refused", "several sites"},
        {"fee waived", "practice declines", "rescheduled", "recertified early"},
        {"surveyor declines", "taken off when proposed", "taken off when confirmed", "taken off when scheduled"},
        {"cancelled when unassigned", "cancelled when proposed"},
        {"cancelled when confirmed", "cancelled when scheduled"},
        {"policy returned after acceptance", "findings returned", "report returned", "recertified late"},
        {"repeat survey", "standards unmet", "plan returned", "evidence returned", "extension granted"},
        {"verification survey", "standards unmet", "several sites", "extension denied"},
        {"denied at review", "appeal withdrawn"},
        {"denied before the survey", "appeal too late"},
        {"denied in survey", "appeal lost"},
        {"denied in compliance", "standards unmet", "appeal won"},
        {"evidence too late", "standards unmet", "appeal won"},
        {"evidence held over the deadline", "standards unmet", "evidence returned"},
        {"no plan at all", "standards unmet"},
        {"scores just short", "waiver granted", "council member declines", "grant not confirmed"},
        {"never surveyed"},
        {"plan stuck in review", "standards unmet"},
        {"decision sent back", "release undone", "surrendered", "status released", "consent revoked"},
        {"revoked", "change withdrawn"},
        {"revoked", "hearing before a revocation"},
        {"ended by change", "change withdrawn in review"},
        {"recertified late", "surrendered in grace"},
        {"recertified late", "revoked in grace"},
        {"recertified late", "ended by change in grace"},
        {"recertified late", "grace runs out"},
        {"recertified late", "site surveyed anew", "several sites"},
        {"recertified early", "change kept", "status released"},
        {"standards unmet", "extension decided too late"},
        {"complaint dismissed"},
        set(),
    )
)


def fates(dice: random.Random, seed: int, count: int) -> list[Fate]:
    """The fates of `count` practices: scripted ones first, beginning elsewhere for each seed, then drawn ones."""
    turn = (seed - 1) * 8 % len(SCRIPTED)
    scripted = SCRIPTED[turn:] + SCRIPTED[:turn]
    return list(scripted[:count]) + [drawn(dice) for _ in range(count - len(scripted))]


def drawn(dice: random.Random) -> Fate:
    return frozenset(name for name, chance in TWISTS.items() if dice.randrange(100) < chance)
