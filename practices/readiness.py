"""What has to hold before a move can be made, each shortfall in a sentence."""

from qcp import clock
from qcp.access import conflicts
from qcp.deadlines import actions as deadlines
from qcp.deadlines.kinds import Kind
from qcp.documents.models import StoredFile
from qcp.workflow.follows import objections
from qcp.workflow.guards import guard

from . import figures


@guard
def round_is_open(submission):
    """Figures can be handed in from the day the round opens until its scores can no longer support an application."""
    opens, last = submission.round.opens_on, deadlines.due_on(Kind.SCORE_VALIDITY, submission.round.report_on)
    if clock.today() < opens:
        return [f"Round {submission.round.code} opens on {opens:%B %-d, %Y}. Hand the figures in from that day."]
    if clock.today() > last:
        return [
            f"Scores of round {submission.round.code} could support an application until {last:%B %-d, %Y}. "
            "Take part in the next round and hand in its scores."
        ]
    return []


@guard
def every_measure_answered(submission):
    """Leaving a measure out is not a way to a better score; one without charts is answered with zeros."""
    missing = figures.of_submission(submission).unanswered
    return [f"Measures: enter figures for {', '.join(missing)}; zeros where no chart applied."] if missing else []


@guard
def nothing_half_typed(submission):
    """What was typed and kept, but is no figure, would be lost without a word."""
    lines = sorted({name.rsplit("-", 1)[0] for name in submission.typed})
    return [f"Figures: finish or empty what is typed for {', '.join(lines)}."] if lines else []


@guard
def charts_given(submission):
    """Each module's charts are given, and no measure counts more charts than its module has."""
    current = figures.of_submission(submission)
    abstracted = {line.module: line.abstracted for line in current.modules}
    return [
        *(f"Charts: enter the charts of the module {line.module}." for line in current.modules if not line.given),
        *(
            f"{line.code}: {problem}"
            for line in current.measures
            for problem in figures.measure_problems(
                line.numerator, line.denominator, line.excluded, abstracted.get(line.module)
            )
        ),
    ]


@guard
def report_attached(submission):
    """Staff compare the figures with the final QOPI report, so it has to be there and readable."""
    verdicts = set(StoredFile.objects.of(submission).values_list("verdict", flat=True))
    if "clean" in verdicts:
        return []
    if "" in verdicts:
        return ["Report: the file is still being checked. Try again in a minute."]
    if "held" in verdicts:
        return ["Report: the file may name a patient. Say on its page whether it does."]
    return ["Report: attach the final QOPI report of the round."]


@guard
def nothing_rests_on_it(submission):
    """A result that carries an open application or a waiver is not corrected beneath it."""
    return objections("score-correct", submission)


@guard
def council_member_cleared(waiver):
    """The record opens to a council member who answered that there is no conflict."""
    if waiver.council_member is None:
        return ["Council: name the member of the Oversight Council who decides."]
    if not conflicts.cleared(waiver, waiver.council_member, "council"):
        return [f"Council: {waiver.council_member} has still to answer the question about conflicts."]
    return []


@guard
def grant_is_proposed(waiver):
    """One council member proposes to grant with the reasons; the second one confirms."""
    return [] if waiver.proposal else ["The council member who decides has not proposed to grant it."]
