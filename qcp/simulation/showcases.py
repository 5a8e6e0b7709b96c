"""The practices of the demo program: what each has met, and where it stands today."""

from collections.abc import Callable
from dataclasses import dataclass

from applications.models import Extension
from applications.states import ExtensionState
from applications.states import State as Application
from compliance.models import ActionPlan, Appeal, Certification, Decision, Report, Revocation
from compliance.states import AppealState, PlanState, ReportState, RevocationState
from practices.models import Disclosure, GrantProposal, OrganisationChange, ScoreSubmission, ScoreWaiver
from practices.states import ChangeState, WaiverState
from surveys.models import Survey
from surveys.states import State as SurveyState

from .lives.practice import Team
from .twists import Fate


@dataclass(frozen=True)
class Showcase:
    """`began` days ago the practice took up its life; it rests for ever once `reached` says so."""

    name: str
    city: str
    state: str
    began: int
    reached: Callable[[Team], bool] = lambda team: False
    met: Fate = frozenset()
    signatory: str = ""  # a demo account, else somebody nobody signs in as


def scores(state: str) -> Callable[[Team], bool]:
    return lambda team: ScoreSubmission.objects.filter(practice=team.practice, state=state).exists()


def application(state: Application) -> Callable[[Team], bool]:
    return lambda team: team.practice.applications.filter(state=state).exists()


def survey(state: SurveyState) -> Callable[[Team], bool]:
    return lambda team: Survey.objects.filter(application__practice=team.practice, state=state).exists()


def report(state: ReportState) -> Callable[[Team], bool]:
    return lambda team: Report.objects.filter(application__practice=team.practice, state=state).exists()


def plan(state: PlanState) -> Callable[[Team], bool]:
    return lambda team: ActionPlan.objects.filter(application__practice=team.practice, state=state).exists()


def decision(state: str) -> Callable[[Team], bool]:
    return lambda team: Decision.objects.filter(application__practice=team.practice, state=state).exists()


def certification(state: str) -> Callable[[Team], bool]:
    return lambda team: Certification.objects.filter(practice=team.practice, state=state).exists()


def waiver(state: WaiverState) -> Callable[[Team], bool]:
    return lambda team: ScoreWaiver.objects.filter(practice=team.practice, state=state).exists()


def grant_proposed(*, answered: bool) -> Callable[[Team], bool]:
    """A grant waits for the second member of the council, or was not confirmed by them."""
    proposals = GrantProposal.objects.filter(ended_at__isnull=not answered)
    return lambda team: proposals.filter(waiver__practice=team.practice).exists()


def extension(state: ExtensionState) -> Callable[[Team], bool]:
    return lambda team: Extension.objects.filter(application__practice=team.practice, state=state).exists()


def change(state: ChangeState) -> Callable[[Team], bool]:
    return lambda team: OrganisationChange.objects.filter(practice=team.practice, state=state).exists()


def disclosed(times: int) -> Callable[[Team], bool]:
    return lambda team: Disclosure.objects.filter(practice=team.practice).count() >= times


def appeal(state: AppealState) -> Callable[[Team], bool]:
    return lambda team: Appeal.objects.filter(application__practice=team.practice, state=state).exists()


def revocation(state: RevocationState) -> Callable[[Team], bool]:
    return lambda team: Revocation.objects.filter(practice=team.practice, state=state).exists()


UNMET = "standards unmet"
SHORT = "scores just short"

SHOWCASES = (
    Showcase("Oak Ridge Cancer Care", "Columbus", "OH", 90, plan(PlanState.OPEN), {UNMET}, "other.signatory"),
    Showcase("Aspen Oncology", "Denver", "CO", 8, scores("submitted")),
    Showcase("Birch Hill Oncology", "Albany", "NY", 9, scores("returned"), {"scores returned"}),
    Showcase("Cedar Valley Cancer Center", "Austin", "TX", 12, scores("final"), {"scores just short"}),
    Showcase("Dogwood Oncology Partners", "Macon", "GA", 20, application(Application.DRAFT)),
    Showcase("Evergreen Oncology", "Tacoma", "WA", 30, application(Application.SUBMITTED), {"several sites"}),
    Showcase("Fir Lane Cancer Care", "Albany", "NY", 38, application(Application.RETURNED), {"application returned"}),
    Showcase("Hickory Hematology Oncology", "Columbus", "OH", 42, survey(SurveyState.UNASSIGNED)),
    Showcase("Ironwood Oncology", "Denver", "CO", 48, survey(SurveyState.PROPOSED)),
    Showcase("Juniper Cancer Center", "Austin", "TX", 52, survey(SurveyState.CONFIRMED)),
    Showcase("Larch Oncology Group", "Macon", "GA", 54, survey(SurveyState.SCHEDULED), {"several sites"}),
    Showcase("Magnolia Oncology", "Tacoma", "WA", 78, survey(SurveyState.IN_PROGRESS)),
    Showcase("Nutmeg Oncology", "Albany", "NY", 66, survey(SurveyState.FINDINGS_SUBMITTED), {UNMET}),
    Showcase("Olive Tree Cancer Care", "Austin", "TX", 66, report(ReportState.DRAFT), {UNMET}),
    Showcase("Pine Street Oncology", "Denver", "CO", 76, report(ReportState.IN_REVIEW), {UNMET}),
    Showcase("Quince Oncology", "Macon", "GA", 86, plan(PlanState.PLAN_SUBMITTED), {UNMET}),
    Showcase("Redwood Cancer Center", "Tacoma", "WA", 102, plan(PlanState.PLAN_ACCEPTED), {UNMET}),
    Showcase("Spruce Oncology", "Columbus", "OH", 146, plan(PlanState.EVIDENCE_SUBMITTED), {UNMET}),
    Showcase("Tamarack Oncology", "Albany", "NY", 82, decision("proposed")),
    Showcase("Upland Hematology Oncology", "Austin", "TX", 300, certification("active"), {"several sites"}),
    Showcase("Viburnum Oncology", "Denver", "CO", 420, certification("active"), {UNMET}),
    Showcase("Willow Creek Oncology", "Macon", "GA", 400, application(Application.DENIED), {"denied in survey"}),
    Showcase("Yew Tree Oncology", "Tacoma", "WA", 480, application(Application.LAPSED), {UNMET, "no plan at all"}),
    Showcase(
        "Zelkova Cancer Care", "Columbus", "OH", 90, application(Application.WITHDRAWN), {"withdrawn as submitted"}
    ),
    Showcase("Alder Oncology", "Albany", "NY", 460, certification("surrendered"), {"surrendered"}),
    Showcase("Basswood Oncology", "Austin", "TX", 540, certification("revoked"), {"revoked"}),
    Showcase("Catalpa Oncology", "Denver", "CO", 1420, certification("expired")),
    Showcase("Elder Oncology", "Tacoma", "WA", 14, waiver(WaiverState.REQUESTED), {SHORT, "waiver withdrawn"}),
    Showcase("Fern Valley Oncology", "Albany", "NY", 24, grant_proposed(answered=False), {SHORT, "waiver granted"}),
    Showcase(
        "Ginkgo Cancer Care",
        "Columbus",
        "OH",
        26,
        grant_proposed(answered=True),
        {SHORT, "waiver granted", "grant not confirmed"},
    ),
    Showcase("Hawthorn Oncology", "Austin", "TX", 40, application(Application.DRAFT), {SHORT, "waiver granted"}),
    Showcase(
        "Hornbeam Oncology", "Macon", "GA", 372, extension(ExtensionState.REQUESTED), {UNMET, "extension granted"}
    ),
    Showcase("Jasmine Oncology", "Denver", "CO", 300, change(ChangeState.IN_REVIEW), {"change kept"}),
    Showcase("Katsura Cancer Center", "Albany", "NY", 310, disclosed(2), {"status released"}),
    Showcase(
        "Mulberry Oncology",
        "Austin",
        "TX",
        300,
        revocation(RevocationState.HEARING_REQUESTED),
        {"revoked", "hearing before a revocation"},
    ),
    Showcase("Lilac Oncology", "Tacoma", "WA", 85, appeal(AppealState.HEARD), {"denied at review", "appeal lost"}),
)
