"""What the apps above know about a practice, for its page. Imports run one way, so they are named here.

STAGES: asked in order as `function(practice)`; the first that answers (not None) says where the practice stands, as
the words of `at_milestone()`: slug, days, note, who, by. PANELS: each `function(practice, user)` answers with a dict:
`template` and what that template needs.
"""

from django.utils.module_loading import import_string

from qcp import clock
from qcp.web.pictures.tracker import at_milestone

from .queries.scores import qualifying
from .queries.webinars import attended

STAGES: tuple[str, ...] = ("compliance.queries.journey.stage",)
PANELS: tuple[str, ...] = ("applications.panels.applications", "compliance.panels.compliance")


def tracker_of(practice):
    """Where the practice stands on its way."""
    found = (import_string(path)(practice) for path in STAGES)
    stage = next((each for each in found if each), None) or own_stage(practice)
    return at_milestone(f"The way of {practice}", **stage)


def panels_of(practice, user) -> list[dict]:
    return [import_string(path)(practice, user) for path in PANELS]


def own_stage(practice) -> dict:
    """Before any application: scores first, then the webinar, then applying."""
    score = qualifying(practice, on=clock.today())
    if score is None:
        return {"slug": "scores", "note": "No valid qualifying score yet.", "who": "the practice"}
    days = {"scores": score.finalized_on}
    until = score.result.valid_until
    note = "A score waiver was granted" if score.granted_waiver else "The scores qualify"
    if attended(practice, on=clock.today()) is None:
        note += ". Somebody of the practice has to attend the webinar before applying."
    else:
        note += " and the webinar was attended: the practice can apply."
    return {"slug": "application", "days": days, "note": note, "who": "the practice", "by": until}
